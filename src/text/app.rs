//! The window: menus, commands, dialogs, notices.

use super::{Lang, format, say, terms, words};
use crate::model::{Date, PanelKind};

words! {
    PROGRAM = "沙盘", "Sandtable";
    UNTITLED = "未命名", "Untitled";
    EXAMPLE_TITLE = "示例", "Example";
    READ_ONLY = "只读", "Read-only";
    CHANGED = "未保存", "Unsaved";

    MENU_FILE = "文件", "File";
    MENU_EDIT = "编辑", "Edit";
    MENU_VIEW = "视图", "View";
    MENU_PANELS = "面板", "Panels";
    MENU_ROUND = "360°", "360°";
    MENU_HELP = "帮助", "Help";
    MENU_RECENT = "最近打开", "Open recent";
    MENU_LANGUAGE = "语言", "Language";
    MENU_THEME = "明暗", "Theme";
    MENU_SCALE = "界面大小", "Size";
    MENU_LAYOUTS = "已存布局", "Kept layouts";

    NEW = "新建工作簿", "New workbook";
    NEW_TIP = "从空白工作簿开始", "Start with an empty workbook";
    EXAMPLE = "打开示例", "Open the example";
    EXAMPLE_TIP = "内置示例：虚构的大客户团队", "The built-in example: an invented key-account team";
    OPEN = "打开…", "Open…";
    OPEN_TIP = "选择一个工作簿文件", "Choose a workbook file";
    SAVE = "保存", "Save";
    SAVE_TIP = "写入文件，上一版留作备份", "Write the file; the version before is kept as a backup";
    SAVE_AS = "另存为…", "Save as…";
    SAVE_AS_TIP = "写入另一个文件", "Write another file";
    EXPORT = "导出表格…", "Export tables…";
    EXPORT_TIP = "把客户、贡献或关系登记表写成 XLSX 或 CSV，供别的程序使用",
        "Customers, contributions or the register of relations as XLSX or CSV, for other programs";
    EXPORT_HINT = "选择导出什么", "Choose what to export";
    EXPORT_ALL = "客户、贡献与价值图（XLSX）", "Customers, contributions and the value map (XLSX)";
    EXPORT_CUSTOMERS = "客户（CSV）", "Customers (CSV)";
    EXPORT_CONTRIBUTIONS = "贡献清单（CSV）", "Contributions (CSV)";
    SAVE_PICTURE = "面板存为图片…", "Save panel as picture…";
    SAVE_WHOLE = "整图存为图片…", "Save the whole map as picture…";
    SAVE_WHOLE_TIP = "整张组织图，不论现在看到多少：PNG，或文字可选取的 SVG",
        "All of the power map, however little of it is in sight: PNG, or SVG with text that is text";
    SAVE_PICTURE_TIP = "最近使用的面板，看到什么就存什么：PNG，或文字可选取的 SVG",
        "The panel used last, as it is shown: PNG, or SVG with text that can be selected";
    RELOAD = "重新读取", "Read again";
    RELOAD_TIP = "重新读取磁盘上的文件", "Read the file on disk again";
    QUIT = "退出", "Quit";
    QUIT_TIP = "结束程序", "End the program";
    UNDO = "撤销", "Undo";
    UNDO_TIP = "退回上一步", "Take the last step back";
    REDO = "重做", "Redo";
    REDO_TIP = "恢复撤销的一步", "Do again what was undone";
    FIND = "查找…", "Find…";
    FIND_TIP = "按名称查找客户、联系人、成员和沟通", "Find customers, contacts, people and conversations by name";
    COMMANDS = "命令列表…", "Command list…";
    COMMANDS_TIP = "输入几个字，找到命令", "Find a command by a few letters";
    SHOW_VALUE_MAP = "客户价值图", "Value map";
    SHOW_CONTRIBUTIONS = "客户贡献", "Customer contribution";
    SHOW_POWER_MAP = "组织权力地图", "Power map";
    SHOW_RELATIONS = "关系经营", "Relations";
    SHOW_GOALS = "目标管理", "Goals";
    SHOW_FEEDBACK = "绩效沟通", "Feedback";
    SHOW_ASSESSMENT = "360° 评估", "360° assessment";
    SHOW_MOVES = "市场动作", "Market moves";
    SHOW_CLASSES = "客户分类", "Four classes";
    SHOW_SCORES = "评分矩阵", "Score matrix";
    SHOW_TIP = "打开这个面板，或移到最前", "Open this panel, or bring it to the front";
    ANOTHER_POWER_MAP = "再开一张权力地图…", "Open another power map…";
    ANOTHER_GOALS = "再开一张目标卡…", "Open another goal card…";
    ANOTHER_FEEDBACK = "再开一次沟通…", "Open another conversation…";
    ANOTHER_ASSESSMENT = "再开一人的 360° 评估…", "Open another 360° assessment…";
    ANOTHER_TIP = "选择对象，并排对照", "Choose whom or what, and see both at once";
    MAXIMISE = "面板放大／还原", "Maximise panel, or back";
    MAXIMISE_TIP = "只看一个面板，再按一次还原", "One panel alone; again to go back";
    RESTORE = "还原", "Back to all panels";
    CLOSE_PANEL = "关闭面板", "Close panel";
    CLOSE_PANEL_TIP = "关闭最近使用的面板", "Close the panel used last";
    RESET_LAYOUT = "恢复默认布局", "Reset layout";
    RESET_LAYOUT_TIP = "回到程序最初的布局", "The arrangement the program starts with";
    KEEP_LAYOUT = "保存布局为…", "Keep layout as…";
    KEEP_LAYOUT_TIP = "给当前布局起名，例如“投影”或“办公桌”", "Name this arrangement, such as “Projector” or “Desk”";
    FINDINGS = "待查事项", "Findings";
    FINDINGS_TIP = "工作簿里需要留意之处", "What in the workbook wants attention";
    CODES = "粘贴代码…", "Paste codes…";
    CODES_TIP = "收取消息里的代码", "Take in the codes in a message";
    WATCH_TIP = "新到的答卷文件自动收进来", "Answer files that arrive there are taken in by themselves";
    RECEIVED_TIP = "收了哪些答卷，没收哪些，还缺谁", "What was taken in, what was not and why, and who is missing";
    NOTICES = "消息列表", "Notices";
    NOTICES_TIP = "程序说过的话", "What the program has told you";
    ROOM = "投影模式", "Show for the room";
    ROOM_TIP = "大字号，隐藏不宜公开的内容；再按一次还原", "Large type, nothing that is not for everyone; again to go back";
    CHINESE = "中文", "Chinese (中文)";
    ENGLISH = "English", "English";
    LANGUAGE_TIP = "切换界面语言", "Change the language of the interface";
    THEME_SYSTEM = "随系统", "As the desktop";
    THEME_LIGHT = "浅色", "Light";
    THEME_DARK = "深色", "Dark";
    THEME_TIP = "切换明暗", "Light or dark";
    LARGER = "放大界面", "Larger";
    SMALLER = "缩小界面", "Smaller";
    FULL_SIZE = "原始大小", "Normal size";
    SCALE_TIP = "界面大小，80% 到 250%", "The size of the interface, 80% to 250%";
    FULL_SCREEN = "全屏", "Full screen";
    FULL_SCREEN_TIP = "占满屏幕，再按一次还原", "The whole screen; again to go back";
    KEYS = "快捷键", "Keys";
    KEYS_TIP = "所有快捷键", "All keys";
    ABOUT = "关于沙盘", "About Sandtable";
    ABOUT_TIP = "版本与许可", "Version and licence";

    CLOSE = "关闭", "Close";
    CANCEL = "取消", "Cancel";
    NOTHING_FOUND = "没有找到", "Nothing found";
    NO_RECENT = "还没有打开过文件", "No file opened yet";
    NO_LAYOUTS = "还没有保存过布局", "No layout kept yet";
    NO_PANELS_HINT = "从“面板”菜单打开一个，或恢复默认布局。", "Open one from the Panels menu, or reset the layout.";
    FIND_HINT = "名称或编号", "Name or id";
    COMMANDS_HINT = "命令名称", "Name of a command";
    SUBJECT_HINT = "选择对象", "Choose whom or what";
    KIND_CUSTOMER = "客户", "Customer";
    KIND_CONTACT = "联系人", "Contact";
    KIND_MEMBER = "成员", "Our people";
    KIND_CONVERSATION = "沟通", "Conversation";
    KIND_GOAL_CARD = "目标卡", "Goal card";

    UNSAVED_TITLE = "要保存更改吗？", "Save the changes?";
    UNSAVED_SAFE = "不保存的话，这些更改将被放弃。", "Otherwise they will be lost.";
    SAVE_CHANGES = "保存更改", "Save changes";
    DISCARD_CHANGES = "放弃更改", "Discard changes";

    CONFLICT_TITLE = "文件已被别处改动", "The file was changed elsewhere";
    CONFLICT_BODY = "打开之后，磁盘上的文件被别人或别的程序改过。为了不覆盖它，这次没有保存；您眼前的内容都还在。",
        "Somebody or something else changed the file since you opened it. So that nothing is overwritten, it was not saved; everything you see here is still here.";
    CONFLICT_LIST = "从磁盘上的文件到您眼前的内容：", "From the file on disk to what you see here:";
    CONFLICT_NONE = "两边的内容其实一样。", "In fact both say the same.";
    CONFLICT_SAVE_AS = "把我的另存为…", "Save mine as…";
    CONFLICT_RELOAD = "读取磁盘上的，放弃我的", "Read the file, discard mine";
    CONFLICT_BOTH = "先看看两边的差别", "Look at both";
    CONFLICT_OVERWRITE = "仍用我的覆盖", "Overwrite with mine";

    LOCKED_TITLE = "别处正打开着这个文件", "Open elsewhere";
    LOCKED_READ = "只读打开", "Open read-only";
    LOCKED_ANYWAY = "仍然打开并可修改", "Open for changes anyway";

    CHANGED_TITLE = "文件在程序之外被改过", "Changed outside the program";
    CHANGED_NO_BACKUP = "没有可比较的备份。请看看内容是否如您所料；保存之后就不再提示。",
        "There is no backup to compare with. See whether everything is as you expect; once saved, this is not said again.";
    CHANGED_LIST = "从备份到这个文件：", "From the backup to the file:";
    GO_ON_WITH_FILE = "使用这个文件", "Go on with the file";
    GO_ON_WITH_BACKUP = "使用备份", "Go on with the backup";

    BROKEN_TITLE = "文件无法读取", "The file cannot be read";
    BROKEN_SAFE = "文件没有被改动。", "The file was left as it is.";
    OPEN_BACKUP = "打开备份", "Open the backup";
    OPEN_READABLE = "打开还能读出的部分", "Open what can still be read";
    NEITHER = "不打开", "Open nothing";

    RESTORE_TITLE = "上次没有正常关闭", "Not closed properly last time";
    RESTORE_LIST = "恢复后会有这些不同：", "What restoring changes in the file:";
    RESTORE_CHANGES = "恢复这些更改", "Restore the changes";
    RESTORE_NOT = "删除这些更改", "Erase the changes";
    RESTORE_LATER = "以后再说", "Later";

    NOT_SAVED_TITLE = "没有保存", "Not saved";
    NOT_SAVED_SAFE = "您眼前的内容都还在。", "Everything you see here is still here.";
    TRY_AGAIN = "再试一次", "Try again";

    COMMENTS_TITLE = "文件里的注释将会丢失", "Comments in the file will be lost";
    SAVE_ANYWAY = "仍然保存", "Save anyway";

    PATH_TITLE_OPEN = "打开工作簿", "Open a workbook";
    PATH_TITLE_SAVE = "保存工作簿", "Save the workbook";
    PATH_TITLE_ANSWERS = "收取答卷", "Take in answers";
    PATH_TITLE_WATCH = "自动收取文件夹", "Watch a folder";
    PATH_TITLE_FORMS = "生成评价表", "Make the forms";
    PATH_TITLE_REPORT = "保存个人报告", "Save the report";
    PATH_TITLE_EXPORT = "导出表格", "Export tables";
    PATH_TITLE_WHOLE = "整图存为图片", "Save the whole map as a picture";
    PATH_TITLE_PICTURE = "面板存为图片", "Save the panel as a picture";
    PATH_HINT = "这台电脑没有提供文件对话框。请输入完整路径。", "This machine offers no file dialog. Type the whole path.";
    PATH_LABEL = "文件路径", "Path of the file";
    PATH_FOLDER_LABEL = "文件夹路径", "Path of the folder";
    PATH_TAKE_IN = "收取", "Take in";
    PATH_WATCH = "开始自动收取", "Watch it";
    PATH_FORMS = "写入这个文件夹", "Write them here";
    PATH_OPEN = "打开文件", "Open the file";
    PATH_SAVE = "保存到这里", "Save here";
    PATH_EXISTS = "已有这个文件，保存会替换它。", "There is such a file already; saving replaces it.";
    FILE_KIND = "沙盘工作簿", "Sandtable workbook";
    PAGE_KIND = "网页", "Web page";
    SPREADSHEET_KIND = "电子表格", "Spreadsheet";
    TABLE_KIND = "CSV 表格", "CSV table";
    PICTURE_KIND = "图片", "Picture";
    NO_PICTURE_KIND = "图片文件名应以 .png 或 .svg 结尾", "a picture’s name must end in .png or .svg";
    PATH_FILE = "这是一个文件，请输入文件夹。", "This is a file: type a folder.";
    PATH_FOLDER = "这是一个文件夹，请在后面加上文件名。", "This is a folder: add the name of a file.";
    PATH_NO_FOLDER = "没有这个文件夹。", "There is no such folder.";
    PATH_NO_FILE = "没有这个文件。", "There is no such file.";
    PATH_EMPTY = "请输入路径。", "Type a path.";

    LAYOUT_TITLE = "保存布局", "Keep the layout";
    LAYOUT_LABEL = "布局名称", "Name of the layout";
    LAYOUT_KEEP = "保存布局", "Keep it";
    LAYOUT_EXISTS = "已有同名布局，将被替换。", "A layout of this name is replaced.";

    KEYS_TITLE = "快捷键", "Keys";
    ABOUT_BODY = "一张推演用的沙盘：一个工作簿文件，四个面板，辅导大客户团队。",
        "A sand table for coaching key-account teams: one workbook file, four panels.";
    ABOUT_LICENCE = "许可：MIT 或 Apache-2.0。字体 Noto Sans SC：SIL 开放字体许可 1.1。",
        "Licence: MIT or Apache-2.0. The font Noto Sans SC: SIL Open Font License 1.1.";

    LAYOUT_RESET = "已恢复默认布局", "The layout is reset";
    NO_FINDINGS = "没有待查事项", "Nothing wants attention";
    NO_FINDINGS_HINT = "权重、关系和日期都没有问题。", "Weights, relations and dates are all in order.";
    NO_NOTICES = "还没有消息", "No notices yet";
    DISMISS = "知道了", "Dismiss";
    DROP_HERE = "松开鼠标：打开工作簿或评价表，收取答卷，导入表格",
        "Drop to open a workbook or a form, to take in answers, or to import a table";

    ROOM_GOALS = "面向全场时不显示目标卡和评价。", "Goal cards and evaluations are not shown to the room.";
    ROOM_FEEDBACK = "面向全场时不显示绩效沟通。", "Conversations are not shown to the room.";
    READ_ONLY_REFUSED = "工作簿只读，不能修改。可以另存为一个新文件。",
        "The workbook is read-only. Save it as a new file to change it.";
    NO_DISPLAY = "没有可用的显示器或图形驱动，窗口打不开。", "No usable display or graphics driver: the window cannot open.";
    NO_DISPLAY_HINT = "请在有桌面的环境里运行；远程登录时先打开图形转发（例如 ssh -X），或安装显卡驱动（Mesa）。\n没有窗口时仍可使用命令：check、analyse、import、picture。运行 sandtable --help 查看。",
        "Run it where there is a desktop; over a remote login, turn on forwarding (ssh -X) or install a graphics driver (Mesa).\nThe commands work without a window: check, analyse, import, picture. See sandtable --help.";
}

/// The title of the window.
pub fn window_title(lang: Lang, name: &str, changed: bool, read_only: bool) -> String {
    let program = PROGRAM.of(lang);
    let mark = if read_only {
        format!(" [{}]", READ_ONLY.of(lang))
    } else if changed {
        " *".to_owned()
    } else {
        String::new()
    };
    format!("{name}{mark} — {program}")
}

/// The title of a panel: its kind, and whom or what it shows.
pub fn panel_title(lang: Lang, kind: PanelKind, subject: Option<&str>) -> String {
    let kind = terms::panel(kind).of(lang);
    subject.map_or_else(|| kind.to_owned(), |subject| say!(lang, "{kind}：{subject}", "{kind}: {subject}"))
}

/// A command in a list, with the menu it is in.
pub fn within(lang: Lang, menu: &str, command: &str) -> String {
    say!(lang, "{menu}：{command}", "{menu}: {command}")
}

/// What a menu says of the step it would undo.
pub fn undo(lang: Lang, step: &str) -> String {
    say!(lang, "撤销：{step}", "Undo: {step}")
}

/// What a menu says of the step it would do again.
pub fn redo(lang: Lang, step: &str) -> String {
    say!(lang, "重做：{step}", "Redo: {step}")
}

/// Edits are not noted anywhere until they are saved.
pub fn no_journal(lang: Lang, why: &str) -> String {
    say!(
        lang,
        "更改没法随时记录（{why}），请勤保存。",
        "Changes cannot be recorded as you make them ({why}): save often."
    )
}

/// What a person set is not kept for the next start.
pub fn settings_not_kept(lang: Lang, why: &str) -> String {
    say!(
        lang,
        "设置无法保存（{why}），下次启动时会恢复原样。工作簿不受影响。",
        "What you set cannot be kept for the next start ({why}). Workbooks are not affected."
    )
}

/// There are changes that are not saved.
pub fn unsaved(lang: Lang, name: &str) -> String {
    say!(lang, "“{name}”有未保存的更改。", "“{name}” has changes that are not saved.")
}

/// A file cannot be read, and why.
pub fn broken(lang: Lang, file: &str, why: &str) -> String {
    say!(lang, "{file}：{why}。", "{file}: {why}.")
}

/// How much of a file cannot be read; the list follows.
pub fn lost(lang: Lang, count: usize) -> String {
    match (lang, count) {
        (Lang::Zh, _) => format!("读不出的有 {count} 处："),
        (_, 1) => say!(lang, "", "One thing cannot be read:"),
        _ => say!(lang, "", "{count} things cannot be read:"),
    }
}

/// How many lines of a list are not shown.
pub fn more_lines(lang: Lang, count: usize) -> String {
    say!(lang, "……另有 {count} 行", "… and {count} more lines")
}

/// A file was written.
pub fn saved(lang: Lang, file: &str) -> String {
    say!(lang, "已保存到 {file}", "Saved to {file}")
}

/// A file was opened.
pub fn opened(lang: Lang, file: &str) -> String {
    say!(lang, "已打开 {file}", "Opened {file}")
}

/// A step was taken back.
pub fn undone(lang: Lang, step: &str) -> String {
    say!(lang, "已撤销：{step}", "Undone: {step}")
}

/// A step was done again.
pub fn redone(lang: Lang, step: &str) -> String {
    say!(lang, "已重做：{step}", "Redone: {step}")
}

/// How large the interface is.
pub fn scale(lang: Lang, percent: u16) -> String {
    say!(lang, "界面大小 {percent}%", "Size {percent}%")
}

/// How many findings there are.
pub fn findings(lang: Lang, count: usize) -> String {
    match (lang, count) {
        (Lang::Zh, _) => format!("待查 {count}"),
        (_, 1) => say!(lang, "", "1 finding"),
        _ => say!(lang, "", "{count} findings"),
    }
}

/// A layout was kept.
pub fn layout_kept(lang: Lang, name: &str) -> String {
    say!(lang, "布局已保存为“{name}”", "The layout is kept as “{name}”")
}

/// A layout was deleted.
pub fn layout_deleted(lang: Lang, name: &str) -> String {
    say!(lang, "已删除布局“{name}”", "The layout “{name}” is deleted")
}

/// The label of the button that deletes a layout.
pub fn delete_layout(lang: Lang, name: &str) -> String {
    say!(lang, "删除布局“{name}”", "Delete the layout “{name}”")
}

/// What would be restored, and from when.
pub fn restorable(lang: Lang, name: &str, day: Date, time: &str) -> String {
    let day = format::date(lang, day);
    say!(
        lang,
        "“{name}”有更改没有保存，最后一步在 {day} {time}。",
        "“{name}” has changes that were not saved, the last one from {day}, {time}."
    )
}

/// A backup that can be opened, and from when.
pub fn backup_from(lang: Lang, day: Date, time: &str) -> String {
    let day = format::date(lang, day);
    say!(lang, "备份写于{day} {time}。", "The backup is from {day}, {time}.")
}

/// The version of the program.
pub fn version(lang: Lang, version: &str) -> String {
    say!(lang, "版本 {version}", "Version {version}")
}

/// The name of a button that closes a panel.
pub fn close_panel(lang: Lang, title: &str) -> String {
    say!(lang, "关闭 {title}", "Close {title}")
}

/// The program ended unexpectedly, and where it wrote what happened.
pub fn crashed(lang: Lang, report: &str) -> String {
    say!(
        lang,
        "程序意外结束。更改已记录在案，下次启动时可以恢复。\n报告（不含任何人的文字）：{report}",
        "The program ended unexpectedly. Your changes are recorded and can be restored at the next start.\nThe report, without anybody’s text: {report}"
    )
}
