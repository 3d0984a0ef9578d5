//! Setting up a round of assessments: who rates whom, with which questionnaire, and who has not answered.

use super::{Lang, say, terms, words};
use crate::model::{Date, Instrument, RaterGroup};

words! {
    PAGE = "页面", "Page";
    RESULTS = "个人结果", "Results";
    RATERS = "评价关系", "Who rates whom";
    QUESTIONNAIRE = "问卷", "Questionnaire";
    NAME = "名称", "Name";
    DUE = "截止日期", "Due on";
    MINIMUM = "每组最少人数", "Least per group";
    INSTRUMENT = "问卷", "Questionnaire";
    NEW_ROUND = "新建一轮", "New round";
    REMOVE_ROUND = "删除这一轮", "Remove this round";
    SUGGEST = "按汇报关系推荐", "Suggest by reporting lines";
    COPY_MISSING = "复制催交名单", "Copy who is missing";
    COPIED = "已复制，可以直接粘贴到消息里。", "Copied. Paste it into a message.";
    NOTHING_TO_SUGGEST = "按汇报关系没有可补充的评价人。", "The reporting lines suggest nobody else.";
    RATEE = "被评人", "Person";
    NOBODY = "（无人）", "(nobody)";
    SEARCH = "姓名", "Name";
    OUTSIDER = "团队以外的人", "Somebody outside the team";
    ADD_OUTSIDER = "添加", "Add";
    ANSWERED = "已交回", "answered";
    OPEN = "未交回", "not yet";
    NO_TEAM = "先把团队成员导入工作簿，再安排谁评价谁。", "Import your people first; then choose who rates whom.";
    FROZEN_INSTRUMENT = "表单已发出，问卷不能再换。", "Forms are out, so the questionnaire stays.";
    LEAST_HINT = "同级、下级、客户每组少于这个人数就不单独显示。方法规定不低于 3 人。",
        "Peers, direct reports and customers are shown only from this many on. The method asks for 3 at least.";
}

words! {
    NO_INSTRUMENTS = "这里写问卷。从自带的大客户经理问卷开始最快。", "Questionnaires are written here. The built-in one is a good start.";
    NEW_VERSION = "复制为新版本", "Copy as a new version";
    OWN_COPY = "另存为自己的问卷", "Copy as one of your own";
    REMOVE_INSTRUMENT = "删除这一版", "Remove this version";
    BASICS = "名称与量表", "Name and scale";
    ROLES = "角色", "Roles";
    ACTIVITIES = "关键业务活动", "Key business activities";
    QUESTIONS = "开放问题", "Open questions";
    ADD_ROLE = "添加角色", "Add a role";
    ADD_ITEM = "添加一条", "Add one";
    REMOVE_ROLE = "删除这个角色", "Remove this role";
    CHINESE = "中文", "Chinese";
    ENGLISH = "英文", "English";
    POINTS = "量表点数", "Points of the scale";
    LABELS = "各点的说法", "What the points mean";
    ABOUT_OTHERS = "评价别人", "About somebody else";
    ABOUT_ONESELF = "评价自己", "About oneself";
    UP = "上移", "Move up";
    DOWN = "下移", "Move down";
    REMOVE = "删除", "Remove";
    COPY_MARK = "（副本）", " (copy)";
    NEW_ROLE = "新角色", "New role";
}

words! {
    MAKE_FORMS = "生成评价表…", "Make the forms…";
    MAKE_FORMS_TIP = "为每位评价人各写一份：一个网页，一个供本程序填写，发其中一个即可",
        "One for each rater: a page for any browser and a file for this program, of which either will do";
    COLLECT = "收取答卷…", "Collect answers…";
    COLLECT_TIP = "从文件、消息或文件夹收取交回的答卷", "Take in what came back: files, messages with codes, a folder";
    RELEASE = "发布结果…", "Release results…";
    RELEASE_TIP = "固定已收的答卷，之后的结果不再随迟到的答卷变动", "Fix the answers that are in, so that late ones don’t change the results";
    SAVE_REPORT = "保存个人报告…", "Save report…";
    SAVE_REPORT_TIP = "交给本人的一份网页，可直接打印；第一份报告会固定这一轮",
        "A page for the person, ready to print; the first one freezes the round";
    NOT_RELEASED = "结果还没有发布。第一次发布或第一份报告会固定这一轮。",
        "Not released yet. The first release, or the first report, freezes the round.";
    NOTHING_TO_RELEASE = "没有可以发布的新答卷。", "There are no new answers that may be released.";
    NO_ANSWERS_YET = "还没有答卷可以发布。", "There are no answers to release yet.";
    RELEASES = "发布", "Releases";
    WAITS = "还在等", "Waiting";
    RELEASE_RULE = "第一次发布固定这一轮。之后到的答卷，要等同一组又来了足够的人，才在下一次发布中一起计入；自评和上级不受此限。",
        "The first release freezes the round. Later answers come out together in a next one, once their group has gained \
         enough raters; self and managers need not wait.";
    RELEASE_TITLE = "发布这一轮的结果？", "Release the results?";
    RELEASE_NOW = "发布结果", "Release results";
    NO_WAY_BACK = "发布不能撤销。", "A release can’t be undone.";
    STILL_WAITING = "还要等的（同一组新来的人不够）：", "Still waiting, since their group has gained too few:";
    FORMS_TITLE = "先保存工作簿", "Save the workbook first";
    FORMS_NEED_SAVING = "交回的答卷要靠工作簿里的密钥和名单才认得出来，所以先保存工作簿，再写评价表。",
        "What comes back is known again by the key and the names in the workbook, so it is saved before any form is written.";
    SAVE_AND_MAKE = "保存并生成", "Save and make the forms";
    REPORT_TITLE = "先保存工作簿", "Save the workbook first";
    REPORT_NEEDS_SAVING = "工作簿要记住已发布的内容，所以先保存工作簿，再写报告。",
        "The workbook has to remember what was released, so it is saved before the report is written.";
    SAVE_AND_REPORT = "保存工作簿和报告", "Save workbook and report";
    FIRST_REPORT_TITLE = "第一份报告会固定这一轮", "The first report freezes the round";
    RELEASE_AND_REPORT = "发布并保存报告", "Release and save the report";
    WHICH_ROUND = "选择轮次", "Choose a round";
    WHOSE_REPORT = "选择报告的本人", "Choose whose report";
    FORMS_NOT_WRITTEN = "评价表没有写成，请再试一次。", "The forms were not written. Try again.";
    WRITING_FORMS = "正在写评价表…", "Writing the forms…";
}

/// What a first release would fix, and what comes after it.
pub fn first_release(lang: Lang, round: &str, answers: usize, missing: usize, min: u8) -> Vec<String> {
    let mut body = vec![say!(
        lang,
        "“{round}”已收的 {answers} 份答卷将固定下来。之后到的，要等同一组又来了至少 {min} 人，才在下一次发布中计入。",
        "This fixes the answers to “{round}” that are in: {answers}. Later ones wait until their group has gained at least \
         {min} raters, and come out together in a next release."
    )];
    if missing > 0 {
        body.push(match (lang, missing) {
            (Lang::Zh, _) => format!("现在还有 {missing} 人没有交齐。"),
            (_, 1) => say!(lang, "", "1 rater hasn’t sent everything back yet."),
            _ => say!(lang, "", "{missing} raters haven’t sent everything back yet."),
        });
    }
    body
}

/// What a next release would take in.
pub fn next_release(lang: Lang, round: &str, answers: usize) -> String {
    say!(
        lang,
        "“{round}”又有 {answers} 份答卷可以发布，发布后也固定下来。",
        "Answers to “{round}” that may come out now: {answers}. They are fixed from then on, too."
    )
}

/// Late answers of a group about somebody.
pub fn waiting(lang: Lang, person: &str, group: RaterGroup, raters: usize) -> String {
    let group = terms::rater_group(group).of(lang);
    say!(lang, "{person} · {group}：{raters} 人", "{person} · {group}: {raters}")
}

/// How a round's releases stand: how many there were, the day of the last, how many answers came later and how many
/// of these may come out.
pub fn released(lang: Lang, releases: usize, last: Date, late: usize, next: usize) -> String {
    let day = super::format::date(lang, last);
    let stands = match (lang, releases) {
        (Lang::Zh, 1) => format!("结果已在{day}发布。"),
        (Lang::Zh, _) => format!("结果已发布 {releases} 次，最近在{day}。"),
        (_, 1) => say!(lang, "", "Released on {day}."),
        _ => say!(lang, "", "Released {releases} times, last on {day}."),
    };
    if late == 0 {
        return stands;
    }
    let after = say!(
        lang,
        "之后又到 {late} 份，其中 {next} 份现在可以发布。",
        " Later answers: {late}, of which {next} may come out now."
    );
    stands + &after
}

/// A number of answers.
pub fn answers(lang: Lang, count: usize) -> String {
    match (lang, count) {
        (Lang::Zh, _) => format!("{count} 份"),
        (_, 1) => say!(lang, "", "1 answer"),
        _ => say!(lang, "", "{count} answers"),
    }
}

/// Why a questionnaire can only be read.
pub fn locked(lang: Lang, round: &str) -> String {
    say!(
        lang,
        "“{round}”正在使用这一版，只能查看。要修改，请复制为新版本。",
        "“{round}” uses this version, so it can only be read. To change it, copy it as a new version."
    )
}

/// What an editor of an item's text is called, for a screen reader.
pub fn text_of(lang: Lang, what: &str, wording: &str, language: &str) -> String {
    say!(lang, "{what}，{wording}，{language}", "{what}, {wording}, {language}")
}

/// An item's number in its list.
pub fn numbered(number: usize) -> String {
    format!("{number}")
}

/// Something done to an item, for a screen reader.
pub fn done_to(lang: Lang, what: crate::text::Word, number: usize) -> String {
    let what = what.of(lang);
    say!(lang, "{what}第 {number} 条", "{what} item {number}")
}

/// A role and how many items it has.
pub fn with_count(name: &str, count: usize) -> String {
    format!("{name}  {count}")
}

/// The name of the button that edits one cell of the grid, for a screen reader.
pub fn cell(lang: Lang, ratee: &str, group: RaterGroup, asked: usize, answered: usize) -> String {
    let group = terms::rater_group(group).of(lang);
    say!(
        lang,
        "{ratee}的{group}评价人：{asked} 人，已交回 {answered} 人",
        "{group} raters of {ratee}: {asked} asked, {answered} answered"
    )
}

/// How many of those asked have answered.
pub fn progress(lang: Lang, answered: usize, asked: usize, people: usize) -> String {
    if asked == 0 {
        return say!(lang, "还没有安排评价人。", "Nobody is asked yet.");
    }
    if people == 0 {
        return say!(lang, "{asked} 份全部收齐", "all {asked} are in");
    }
    say!(
        lang,
        "已收 {answered} / {asked} 份，还有 {people} 人未交",
        "{answered} of {asked} in, {people} people missing"
    )
}

/// A group that will not be shown by itself.
pub fn too_few(lang: Lang, asked: usize, min: usize) -> String {
    say!(lang, "{asked} 人，少于 {min} 人不单独显示", "{asked}: not shown by itself below {min}")
}

/// What the button says that takes suggestions, and how many were taken.
pub fn suggested(lang: Lang, count: usize) -> String {
    say!(lang, "按汇报关系补充了 {count} 份评价。", "{count} ratings were added by the reporting lines.")
}

/// A questionnaire and its version.
pub fn instrument(lang: Lang, instrument: &Instrument) -> String {
    let name = lang.name(&instrument.name, instrument.id.as_str());
    let version = instrument.version;
    say!(lang, "{name}，第 {version} 版", "{name}, version {version}")
}

/// Somebody who is missing, and how many they still have to rate.
pub fn missing_person(lang: Lang, name: &str, count: usize) -> String {
    say!(lang, "{name}（{count} 份）", "{name} ({count})")
}

/// The message to those who have not answered.
pub fn missing_message(lang: Lang, round: &str, due: Option<Date>, names: &[String]) -> String {
    let names = names.join(match lang {
        Lang::Zh => "、",
        Lang::En | Lang::Pseudo => ", ",
    });
    match due.map(|due| super::format::date(lang, due)) {
        Some(due) => say!(
            lang,
            "“{round}”请在{due}前交回。还没有收到以下各位的评价：{names}。如已发出，请再发一次，重复提交不会重复计算。",
            "Please send back your answers for “{round}” by {due}. Still missing: {names}. If you have sent them, send \
             them again: nothing is counted twice."
        ),
        None => say!(
            lang,
            "“{round}”还没有收到以下各位的评价：{names}。如已发出，请再发一次，重复提交不会重复计算。",
            "Still missing for “{round}”: {names}. If you have sent your answers, send them again: nothing is counted \
             twice."
        ),
    }
}

/// The name of a rater's entry in the list of a cell.
pub fn asked_as(lang: Lang, name: &str, group: RaterGroup) -> String {
    let group = terms::rater_group(group).of(lang);
    say!(lang, "{name}（已作为{group}）", "{name} (asked as {group})")
}
