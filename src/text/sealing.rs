//! Sealing a workbook with a passphrase: what it means, what is asked, and what went wrong.

use super::{Lang, Word, say, words};
use crate::file::{Fate, MIN_PASSPHRASE, Remains, SealProblem, UnfitPassphrase};

words! {
    SEAL = "用口令密封…", "Seal with a passphrase…";
    SEAL_TIP = "给工作簿设一个口令：没有口令，谁也打不开", "Without the passphrase, nobody can open the workbook";
    RESEAL = "更换口令…", "Change the passphrase…";
    RESEAL_TIP = "换一个口令；旧口令从此打不开这个文件", "The old passphrase no longer opens the file";
    UNSEAL = "取消密封…", "Take the seal off…";
    UNSEAL_TIP = "以后保存成不加密的文件", "From then on the file is saved unencrypted";

    OPEN_TITLE = "这个工作簿已密封", "This workbook is sealed";
    RECOVER_TITLE = "未保存的修改已密封", "The unsaved changes are sealed";
    PASSPHRASE = "口令", "Passphrase";
    NEW_PASSPHRASE = "新口令", "New passphrase";
    AGAIN = "再输入一遍", "The same again";
    SHOW = "显示口令", "Show the passphrase";
    OPEN = "打开", "Open";
    CAPS = "大小写、空格都算数。", "Capitals and spaces count.";

    SEAL_TITLE = "用口令密封工作簿", "Seal the workbook with a passphrase";
    RESEAL_TITLE = "更换口令", "Change the passphrase";
    WHAT = "密封之后，工作簿、它的备份和还没保存的修改都会加密，打开时要输入口令。",
        "A sealed workbook, its backup and what is not saved yet are encrypted. Opening it asks for the passphrase.";
    LOSS = "忘了口令，内容就再也拿不回来：没有后门，没有人能重设，我们也不能。请先把口令抄下来，放在安全的地方。",
        "If the passphrase is lost, so is everything in the workbook: there is no back door, and nobody can reset it, \
         neither can we. Write it down first and keep it in a safe place.";
    LEFT_OVER = "以前存到别处的副本、发出去的文件不会变；硬盘上删掉的旧内容，有专门工具的人也许还能找回。",
        "Copies made elsewhere and files given out stay as they are, and what was deleted from a disk can sometimes be \
         brought back by special tools.";
    UNDERSTOOD = "我明白：口令丢了，内容就没了", "I understand: without the passphrase, everything is lost";
    SEAL_NOW = "密封", "Seal";
    CHANGE_NOW = "更换", "Change";
    UNSEAL_TITLE = "取消密封？", "Take the seal off?";
    UNSEAL_BODY = "工作簿和它的备份会改存成不加密的文件：能打开这个文件夹的人都能读到里面的内容。",
        "The workbook and its backup are saved unencrypted: whoever can open the folder can read what is in them.";
    UNSEAL_NOW = "取消密封", "Take it off";

    DIFFERENT = "两次输入的不一样。", "The two are not the same.";
    STRETCHING = "正在核对口令…", "Checking the passphrase…";
    SEALING = "正在密封…", "Sealing…";
    A_MOMENT = "要一两秒：故意做得慢，猜口令的人每猜一次也要等这么久。",
        "This takes a second or two. It is slow on purpose: whoever guesses must wait as long for every guess.";
    STOP = "停止", "Stop";
    NOT_STRETCHED = "没有做成：可能是内存不够。关掉一些程序再试。", "It could not be done: there may be too little memory. Close          other programs and try again.";
    SEALED = "工作簿已密封。", "The workbook is sealed.";
    RESEALED = "口令已更换。", "The passphrase was changed.";
    UNSEALED = "工作簿不再密封。", "The workbook is no longer sealed.";
    SEALED_ON_SAVING = "保存时会密封。", "It is sealed when it is saved.";
    BACKUP_TOO = "备份一并改写。", "Its backup was rewritten too.";
    STATUS = "已密封", "sealed";
    UNSAVED_SEALED = "内容已密封，要输入口令才能看到。", "What they are is sealed, and is shown once the passphrase is given.";

    NEEDED = "这个工作簿已密封。请用 --passphrase-file 文件，或环境变量 SANDTABLE_PASSPHRASE 给出口令。",
        "the workbook is sealed: give its passphrase in a file named by --passphrase-file, or in the environment \
         variable SANDTABLE_PASSPHRASE";
    NOT_ONE_LINE = "口令文件应只有一行", "expected a single line, the passphrase";
    NOT_TEXT = "口令文件应是 UTF-8 文字", "expected the passphrase as UTF-8 text";
    SAY_UNDERSTOOD = "明白了就加上 --understood 再运行一次。没有做任何改动。",
        "If you understand, run it again with --understood. Nothing was changed.";
    NOT_SEALED = "这个工作簿没有密封。", "the workbook is not sealed";
    FOR_EXAMPLE = "内置示例不能密封。", "the built-in example can't be sealed";
}

/// Why a sealed file does not open.
pub fn problem(lang: Lang, problem: SealProblem) -> String {
    match problem {
        SealProblem::NoPassphrase => {
            say!(lang, "文件已密封，要有口令才能打开", "the file is sealed: its passphrase is needed")
        }
        SealProblem::WrongPassphrase => say!(
            lang,
            "口令不对（也可能是文件开头损坏了）",
            "the passphrase is not the right one (or the beginning of the file is damaged)"
        ),
        SealProblem::OtherRecipients => say!(
            lang,
            "文件是用密钥而不是口令加密的：请先用 age 解密",
            "the file was encrypted for certain keys and not with a passphrase: decrypt it with age first"
        ),
        SealProblem::TooMuchWork { needed, max } => say!(
            lang,
            "文件要求的计算量太大（2 的 {needed} 次方，最多接受 {max} 次方），没有打开：它可能是有意做成这样，好让程序卡死",
            "the file asks for too much work (2 to the {needed}; at most 2 to the {max} is done), so it was not opened: it \
             may have been made to keep the machine busy"
        ),
        SealProblem::UnknownVersion => say!(
            lang,
            "文件用的加密格式版本太新，这个程序不认识",
            "the file is encrypted in a version of the age format that this program does not know"
        ),
        SealProblem::Armoured => say!(
            lang,
            "文件是文本形式的 age 文件：请先用 age 解密",
            "the file is an age file in text form: decrypt it with age first"
        ),
        SealProblem::Damaged => {
            say!(lang, "密封的文件不完整，或被改动过", "the sealed file was cut short, or changed since it was sealed")
        }
    }
}

/// Why a text can be no new passphrase.
pub fn unfit(lang: Lang, unfit: UnfitPassphrase) -> String {
    match unfit {
        UnfitPassphrase::TooShort => say!(
            lang,
            "口令至少要 {MIN_PASSPHRASE} 个字：几个不相干的词连起来，好记又难猜。",
            "At least {MIN_PASSPHRASE} characters. A few unrelated words are easy to keep and hard to guess."
        ),
        UnfitPassphrase::Edges => say!(
            lang,
            "口令的开头或结尾有空格，以后容易漏掉。",
            "It begins or ends with a space, which is easily missed the next time."
        ),
        UnfitPassphrase::Control => {
            say!(lang, "口令里有换行或其他打不出来的符号。", "It has a line break or another sign that can't be typed.")
        }
    }
}

/// What is asked about a file.
pub fn ask(lang: Lang, name: &str) -> String {
    say!(lang, "请输入“{name}”的口令。", "Enter the passphrase of “{name}”.")
}

/// Why a sealed file does not open, as a sentence.
pub fn told(lang: Lang, problem: SealProblem) -> String {
    let text = self::problem(lang, problem);
    match lang {
        Lang::Zh => format!("{text}。"),
        Lang::En | Lang::Pseudo => {
            let mut letters = text.chars();
            letters.next().map_or_else(String::new, |first| format!("{}{}.", first.to_uppercase(), letters.as_str()))
        }
    }
}

/// What came of it, in a title.
pub const fn outcome(was_sealed: bool, is_sealed: bool) -> Word {
    match (was_sealed, is_sealed) {
        (false, _) => SEALED,
        (true, true) => RESEALED,
        (true, false) => UNSEALED,
    }
}

/// What came of setting, changing or taking away a passphrase, line by line.
pub fn resealed(lang: Lang, was_sealed: bool, is_sealed: bool, remains: &Remains) -> Vec<String> {
    let mut lines = vec![outcome(was_sealed, is_sealed).of(lang).to_owned()];
    if remains.backup.is_some() {
        lines.push(BACKUP_TOO.of(lang).to_owned());
    }
    let rewritten = remains.journals(|fate| *fate == Fate::Rewritten);
    if rewritten > 0 {
        lines.push(say!(
            lang,
            "以前留下的 {rewritten} 份未保存的修改也一并改写。",
            "Unsaved changes left by earlier sessions were rewritten too: {rewritten}."
        ));
    }
    let left = remains.journals.len() - rewritten;
    if left > 0 {
        lines.push(say!(
            lang,
            "有 {left} 份未保存的修改没能改写，仍是原来的样子。",
            "Unsaved changes that could not be rewritten and are as they were: {left}."
        ));
    }
    let in_use = remains.in_use;
    if in_use > 0 {
        lines.push(say!(
            lang,
            "这个文件还有 {in_use} 处正开着并有未保存的修改，那些修改没有动。",
            "The file is open elsewhere with unsaved changes, which are as they were: {in_use}."
        ));
    }
    if is_sealed {
        lines.push(LEFT_OVER.of(lang).to_owned());
    }
    lines
}
