//! Forms and the answers that come back: what a rater reads, and what became of each file.

use super::{Lang, Word, file, format, say, terms, words};
use crate::{
    exchange::{
        About, Collected, Fate, Line, Missing, Refused, Tally,
        answers::{MAX_BYTES, MAX_COMMENT_CHARS},
        folder::NotPut,
        forms::{FormError, FormsError, MAX_ITEMS, MAX_PEOPLE, rater_name},
    },
    model::{Date, Item, MemberId, RaterGroup, RaterId, RoundId, Workbook},
};

// What a rater reads, in the program and in the browser. In braces stands what the form fills in.
words! {
    TITLE = "360° 评估", "360° assessment";
    GREETING = "{name}，您好", "Hello {name}";
    PURPOSE = "请回想您平时见到的具体行为，凭第一印象作答。答案没有对错之分。",
        "Think of what you have actually seen, and answer by first impression. There are no right or wrong answers.";
    WHOM = "请您评价的人", "Whom you are asked about";
    LENGTH = "每人 {items} 道题，另有 {questions} 道文字题。可以随时停下，草稿会留在这台设备上。",
        "{items} items a person, and {questions} questions to answer in words. You can stop at any time: the draft stays on this device.";
    WHO_SEES = "谁会看到您的回答", "Who sees your answers";
    WHO_SEES_WHAT = "收取答卷的培训师能看到原始答案。报告中，同级、下级和客户的评分只在人数足够时合并呈现；文字意见打乱顺序、原文照登，不注明来自哪一类评价人。",
        "The trainer who collects the answers can read them as they are. Reports show peers, direct reports and customers only together, where there are enough of them; comments appear word for word, shuffled, without saying who they come from.";
    DUE = "请在 {day} 前交回", "Please send it back by {day}";
    START = "开始", "Start";
    GO_ON = "继续填写", "Go on";
    BACK = "上一页", "Back";
    NEXT = "下一页", "Next";
    LAST_PAGE = "去交回", "Finish";
    YOURSELF = "您自己", "Yourself";
    ACTIVITIES = "关键业务活动", "Key business activities";
    ACTIVITIES_ASK = "这位同事在以下各项活动上做得怎么样？", "How consistently does this person do these well?";
    ACTIVITIES_ASK_SELF = "您在以下各项活动上做得怎么样？", "How consistently do you do these well?";
    QUESTIONS = "文字意见", "In your own words";
    QUESTIONS_NOTE = "可以不填。", "You may leave these empty.";
    QUESTIONS_CARE = "请不要写能认出您的细节。", "Leave out what would show who you are.";
    NOT_OBSERVED = "没有观察到", "Not observed";
    KEYS = "键盘：数字打分，0 或 N 表示没有观察到，方向键移动。", "Keys: digits to answer, 0 or N for not observed, arrows to move.";
    PROGRESS = "已答 {done}/{all}", "{done} of {all}";
    DRAFT = "草稿，尚未交回", "Draft, not sent back yet";
    DRAFT_KEPT = "草稿保存在这台设备上，尚未交回。", "The draft is kept on this device. It has not been sent back.";
    DRAFT_NOT_KEPT = "这个浏览器不能保存草稿：请一次填完，不要关闭页面。",
        "This browser can’t keep a draft: please finish in one go and leave the page open.";
    OPEN = "还没有回答的", "Still open";
    OPEN_AT = "{name}：{page}，还有 {n} 题", "{name}: {page}, {n} open";
    OPEN_PART = "{page}（{n}）", "{page} ({n})";
    OPEN_WHOLLY = "{name}：全部 {n} 题", "{name}: all {n}";
    ALL_ANSWERED = "全部答完了，谢谢您。", "Everything is answered. Thank you.";
    NOTHING_YET = "还没有任何回答，所以没有可以交回的内容。", "Nothing is answered yet, so there is nothing to send back.";
    MAY_BE_OPEN = "留空的题也可以交回；以后补答，再交一次即可，以最后一次为准。",
        "You can send it back with some left open. Answer more later and send it again: the last one counts.";
    SEND_BACK = "交回答卷", "Send your answers back";
    SAVE = "保存答卷文件", "Save answers";
    SAVED = "已存为 {file}，请把它发给培训师。", "Saved as {file}. Please send this file to the trainer.";
    SHARE = "分享答卷文件", "Share answers";
    SHARED = "已交给所选的应用。", "Handed to the app you chose.";
    NOT_SHARED = "没有分享成功。请保存文件，或复制代码。", "Sharing did not work. Save the file, or copy the codes.";
    CODES = "或者复制代码", "Or copy a code";
    CODES_NOTE = "发不了文件时，把代码粘贴到消息里发给培训师，每人一段。代码只含评分，不含文字意见。",
        "Where no file goes through, paste these into a message to the trainer, one for each person. They hold the scores, not what you wrote in words.";
    COPY = "复制", "Copy";
    COPY_ALL = "复制全部代码", "Copy all codes";
    COPIED = "已复制。", "Copied.";
    NOT_COPIED = "请长按代码手动复制。", "Please select the code and copy it by hand.";
    OTHER_LANGUAGE = "English", "中文";
    CLOSE_FORM = "关闭", "Close";
    DRAFT_NOT_KEPT_HERE = "这台设备上不能保存草稿：请一次填完再关闭。", "No draft can be kept on this machine: please finish before you close.";
    SAVE_TO = "存到", "Save to";
    TAKEN = "那里已有另一个文件，没有覆盖。请换一个名字。", "Another file is there, and stays as it is. Choose another name.";
    NOT_SAVED = "没有存成。您的回答还在，请换一个位置再试。", "Not saved. Your answers are still here: try another place.";
    NO_SCRIPT = "请用浏览器打开这个文件，并允许它运行脚本。它不会使用网络。",
        "Please open this file in a browser and let it run scripts. It does not use the network.";
}

/// The words that a form in a browser needs, by the names it knows them under.
pub const OF_A_PAGE: &[(&str, Word)] = &[
    ("title", TITLE),
    ("greeting", GREETING),
    ("purpose", PURPOSE),
    ("whom", WHOM),
    ("length", LENGTH),
    ("whoSees", WHO_SEES),
    ("whoSeesWhat", WHO_SEES_WHAT),
    ("due", DUE),
    ("start", START),
    ("goOn", GO_ON),
    ("back", BACK),
    ("next", NEXT),
    ("lastPage", LAST_PAGE),
    ("yourself", YOURSELF),
    ("activitiesAsk", ACTIVITIES_ASK),
    ("activitiesAskSelf", ACTIVITIES_ASK_SELF),
    ("questions", QUESTIONS),
    ("questionsNote", QUESTIONS_NOTE),
    ("questionsCare", QUESTIONS_CARE),
    ("notObserved", NOT_OBSERVED),
    ("keys", KEYS),
    ("progress", PROGRESS),
    ("draft", DRAFT),
    ("draftKept", DRAFT_KEPT),
    ("draftNotKept", DRAFT_NOT_KEPT),
    ("open", OPEN),
    ("openAt", OPEN_AT),
    ("openWholly", OPEN_WHOLLY),
    ("allAnswered", ALL_ANSWERED),
    ("nothingYet", NOTHING_YET),
    ("mayBeOpen", MAY_BE_OPEN),
    ("sendBack", SEND_BACK),
    ("save", SAVE),
    ("saved", SAVED),
    ("share", SHARE),
    ("shared", SHARED),
    ("notShared", NOT_SHARED),
    ("codes", CODES),
    ("codesNote", CODES_NOTE),
    ("copy", COPY),
    ("copyAll", COPY_ALL),
    ("copied", COPIED),
    ("notCopied", NOT_COPIED),
    ("otherLanguage", OTHER_LANGUAGE),
];

/// As what a rater is asked about somebody.
pub const fn asked_as(group: RaterGroup) -> Word {
    match group {
        RaterGroup::Oneself => super::word!("自评", "Yourself"),
        RaterGroup::Manager => super::word!("您是这位同事的上级", "You answer as their manager"),
        RaterGroup::Peer => super::word!("您是这位同事的同级", "You answer as their peer"),
        RaterGroup::DirectReport => super::word!("您是这位同事的下级", "You answer as their direct report"),
        RaterGroup::Customer => super::word!("您是这位同事的客户", "You answer as their customer"),
    }
}

/// Puts facts into one of the words above: `fill(GREETING.of(lang), &[("name", "张伟")])`.
pub fn fill(template: &str, facts: &[(&str, &str)]) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        out.push_str(facts.iter().find(|(fact, _)| *fact == name).map_or("", |(_, value)| value));
        rest = after;
    }
    out + rest
}

/// Why answers could not be saved, as the system says it.
pub fn not_saved(lang: Lang, why: &str) -> String {
    let sentence = NOT_SAVED.of(lang);
    say!(lang, "{sentence}（{why}）", "{sentence} ({why})")
}

/// When answers are due.
pub fn due(lang: Lang, day: Date) -> String {
    fill(DUE.of(lang), &[("day", &format::date(lang, day))])
}

words! {
    NEW = "新收到", "new";
    REPLACED = "已更新", "replaces an earlier one";
    COMMENTED = "补上了文字意见", "comments added";
    KNOWN = "已收过", "known";
    OLDER = "已有更新的一份，这份没有采用", "older than the one that is there, not used";
    NOTHING_NEW = "没有新的答卷，文件保持原样。", "Nothing is new: the file stays as it is.";
    NOBODY_MISSING = "答卷已收齐。", "Nobody is missing.";
    NOT_OURS = "不是答卷，也没有代码", "neither an answer file nor a code";
    DAMAGED = "答卷不完整或被改动过；请让对方重新发送", "cut off or changed on the way; ask for it again";
    UNKNOWN_FORM = "不是这本工作簿发出的评价表", "no round in this workbook has made this form";
    UNKNOWN_PERSON = "评价表里没有这个人", "nobody in this form is meant";
    NOT_ASKED = "现在已不请此人评价", "no longer asked about this person";
    NOTHING_ANSWERED = "没有任何回答", "nothing was answered";
    CONTROL_IN_COMMENT = "文字意见里有控制字符", "a comment holds control characters";
    RELEASED = "结果已经发布，不再改动", "released already, and stays as it is";
    FORM_NOT_OURS = "不是 360° 评价表", "not a 360° form";
    FORM_DAMAGED = "评价表不完整或被改动过；请向培训师重新要一份",
        "the form was cut off or changed on the way; ask the trainer for it again";
}

/// A file was already as it should be.
pub fn unchanged(lang: Lang, file: &str) -> String {
    say!(lang, "没有变化 {file}", "Unchanged {file}")
}

/// A file that making forms must not overwrite.
pub fn in_the_way(lang: Lang, file: &str) -> String {
    say!(
        lang,
        "{file} 已存在，而且不是这一轮的评价表；什么都没有写入。请换一个文件夹",
        "{file} exists and is no form of this round; nothing was written. Choose another folder"
    )
}

/// Why forms were not put into a folder.
pub fn not_put(lang: Lang, why: &NotPut) -> String {
    match why {
        NotPut::InTheWay(file) => in_the_way(lang, &file.display().to_string()),
        NotPut::Io(file, problem) => format!("{}: {}", file.display(), super::file::io(lang, problem)),
        NotPut::NoText(why) => why.clone(),
    }
}

/// Forms were put into a folder: of how many raters, and how many of the files had to be written.
pub fn made(lang: Lang, raters: usize, written: usize, folder: &str) -> String {
    if written == 0 {
        return say!(
            lang,
            "{raters} 位评价人的评价表都在 {folder}，没有变化。",
            "The forms of {raters} raters are in {folder} already; nothing changed."
        );
    }
    say!(
        lang,
        "已生成 {raters} 位评价人的评价表（写入 {written} 个文件），在 {folder}。每人有 .html 和 .ron 两个文件，发其中一个即可。",
        "The forms of {raters} raters are in {folder} (files written: {written}). Each has an .html and an .ron file; send \
         either."
    )
}

/// Why forms cannot be made.
pub fn forms_error(lang: Lang, error: &FormsError) -> String {
    match error {
        FormsError::NoRound(round) => say!(lang, "没有评估轮次 {round}", "there is no round {round}"),
        FormsError::NoInstrument(id, version) => {
            say!(
                lang,
                "问卷 {id} 第 {version} 版不在工作簿里",
                "instrument {id}, version {version}, is not in the workbook"
            )
        }
        FormsError::NoKey(round) => say!(lang, "评估轮次 {round} 还没有密钥", "round {round} has no key yet"),
        FormsError::NobodyAsked(round) => {
            say!(lang, "评估轮次 {round} 还没有指定评价人", "round {round} asks nobody yet")
        }
        FormsError::TooManyItems(items) => {
            say!(
                lang,
                "问卷有 {items} 道题，最多 {MAX_ITEMS} 道",
                "the instrument has {items} items; at most {MAX_ITEMS}"
            )
        }
        FormsError::TooManyPeople(rater, people) => say!(
            lang,
            "{rater} 要评价 {people} 人，最多 {MAX_PEOPLE} 人",
            "{rater} rates {people} people; at most {MAX_PEOPLE}"
        ),
    }
}

/// Why a file is no form that can be filled in.
pub fn form_error(lang: Lang, error: FormError) -> String {
    match error {
        FormError::TooLarge => too_large(lang),
        FormError::NotOurs => FORM_NOT_OURS.of(lang).to_owned(),
        FormError::Newer(format) => newer(lang, format),
        FormError::Damaged(_) => FORM_DAMAGED.of(lang).to_owned(),
    }
}

fn too_large(lang: Lang) -> String {
    let limit = MAX_BYTES >> 20;
    say!(lang, "文件超过 {limit} MB", "larger than {limit} MB")
}

fn newer(lang: Lang, format: u32) -> String {
    say!(
        lang,
        "由更新的程序写成（格式 {format}），请先升级",
        "written by a newer program (format {format}); update this one first"
    )
}

/// Everything a collection has to say, line by line.
pub fn collected(lang: Lang, workbook: &Workbook, collected: &Collected) -> Vec<String> {
    let mut lines: Vec<String> = collected.lines.iter().map(|line| self::line(lang, workbook, line)).collect();
    lines.extend(collected.missing.iter().map(|missing| self::missing(lang, workbook, missing)));
    if collected.missing.is_empty() && collected.lines.iter().any(|line| line.about.is_some()) {
        lines.push(NOBODY_MISSING.of(lang).to_owned());
    }
    if collected.edit.is_none() {
        lines.push(NOTHING_NEW.of(lang).to_owned());
    }
    lines
}

/// What became of a file, or of what it says about one person.
pub fn line(lang: Lang, workbook: &Workbook, line: &Line) -> String {
    let (file, rest) = (&line.file, became(lang, workbook, line));
    say!(lang, "{file}：{rest}", "{file}: {rest}")
}

/// The same without the file.
pub fn became(lang: Lang, workbook: &Workbook, line: &Line) -> String {
    let fate = fate(lang, &line.fate);
    match &line.about {
        None => fate,
        Some(about) => {
            let about = self::about(lang, workbook, about);
            say!(lang, "{about}：{fate}", "{about}: {fate}")
        }
    }
}

fn about(lang: Lang, workbook: &Workbook, about: &About) -> String {
    let rater = rater(workbook, &about.round, &about.rater);
    match &about.person {
        None => rater.to_owned(),
        Some((person, group)) => {
            let (person, group) = (workbook.member_label(person), terms::rater_group(*group).of(lang));
            say!(lang, "{rater} → {person}（{group}）", "{rater} → {person} ({group})")
        }
    }
}

/// A rater's name, where the round is still there.
fn rater<'a>(workbook: &'a Workbook, round: &RoundId, rater: &'a RaterId) -> &'a str {
    workbook.rounds.get(round).map_or(rater.as_str(), |round| rater_name(workbook, round, rater))
}

fn fate(lang: Lang, fate: &Fate) -> String {
    match fate {
        Fate::New => NEW.of(lang).to_owned(),
        Fate::Replaced => REPLACED.of(lang).to_owned(),
        Fate::Commented => COMMENTED.of(lang).to_owned(),
        Fate::Known => KNOWN.of(lang).to_owned(),
        Fate::Older => OLDER.of(lang).to_owned(),
        Fate::Refused(why) => {
            let why = refused(lang, why);
            say!(lang, "未收：{why}", "refused: {why}")
        }
    }
}

/// Why something was not taken.
pub fn refused(lang: Lang, why: &Refused) -> String {
    match why {
        Refused::TooLarge => too_large(lang),
        Refused::NotOurs => NOT_OURS.of(lang).to_owned(),
        Refused::Newer(format) => newer(lang, *format),
        Refused::Damaged => DAMAGED.of(lang).to_owned(),
        Refused::DamagedCode(shown) => {
            let shown: String = shown.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            say!(
                lang,
                "代码“{shown}…”有误；请让对方重新复制一次",
                "the code “{shown}…” has a slip in it; ask for it again, copied whole"
            )
        }
        Refused::UnknownForm => UNKNOWN_FORM.of(lang).to_owned(),
        Refused::OtherVersion(id, version) => say!(
            lang,
            "问卷版本不同：这份是 {id} 第 {version} 版",
            "made for another version of the instrument: {id}, version {version}"
        ),
        Refused::UnknownPerson => UNKNOWN_PERSON.of(lang).to_owned(),
        Refused::NotAsked => NOT_ASKED.of(lang).to_owned(),
        Refused::Empty => NOTHING_ANSWERED.of(lang).to_owned(),
        Refused::Misfit(why) => file::meaningless(lang, why),
        Refused::UnknownQuestion(id) => say!(lang, "问卷里没有文字题 {id}", "the instrument has no question {id}"),
        Refused::LongComment => {
            say!(lang, "文字意见超过 {MAX_COMMENT_CHARS} 字", "a comment is longer than {MAX_COMMENT_CHARS} characters")
        }
        Refused::ControlInComment => CONTROL_IN_COMMENT.of(lang).to_owned(),
        Refused::Released => RELEASED.of(lang).to_owned(),
    }
}

/// Whose answers are still out.
pub fn missing(lang: Lang, workbook: &Workbook, missing: &Missing) -> String {
    let rater = rater(workbook, &missing.round, &missing.rater);
    let about = about_whom(lang, workbook, &missing.people);
    say!(lang, "尚未交回：{rater}（{about}）", "Missing: {rater} ({about})")
}

/// About whom answers of a rater are still out.
pub fn about_whom(lang: Lang, workbook: &Workbook, people: &[MemberId]) -> String {
    let people: Vec<&str> = people.iter().map(|person| workbook.member_label(person)).collect();
    let people = people.join(match lang {
        Lang::Zh => "、",
        Lang::En | Lang::Pseudo => ", ",
    });
    say!(lang, "评价 {people}", "about {people}")
}

words! {
    RECEIVED = "答卷收取情况", "Answers received";
    WAYS_IN = "把答卷文件或文件夹拖进窗口，或者：", "Drop answer files or their folder on the window, or:";
    CHOOSE_ANSWERS = "选择文件…", "Choose files…";
    WATCH = "自动收取文件夹…", "Watch a folder…";
    STOP_WATCHING = "停止自动收取", "Stop watching";
    CODES_FIELD = "带代码的消息，整条贴进来即可", "A message with codes, pasted as a whole";
    CODES_HINT = "点这里，按 Ctrl+V", "Click here, then Ctrl+V";
    TAKE_CODES = "收取代码", "Take in";
    PASTE = "粘贴", "Paste";
    PASTED = "粘贴的消息", "Pasted message";
    COPY_LIST = "复制清单", "Copy the list";
    NOTHING_RECEIVED = "还没有收取答卷", "Nothing taken in yet";
    SINCE_OPENING = "自打开工作簿以来", "since the workbook was opened";
    NOTHING_FOUND = "没有找到答卷", "Nothing there to take in";
}

/// How much became of what.
pub fn tally(lang: Lang, tally: Tally) -> String {
    let Tally { new, updated, known, refused } = tally;
    let parts = [
        (new, say!(lang, "新收到 {new} 份", "{new} new")),
        (updated, say!(lang, "更新 {updated} 份", "{updated} updated")),
        (known, say!(lang, "已收过 {known} 份", "{known} known")),
        (refused, say!(lang, "未收 {refused} 份", "{refused} refused")),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, part)| part).collect();
    if parts.is_empty() {
        return NOTHING_FOUND.of(lang).to_owned();
    }
    match lang {
        Lang::Zh => parts.join("，"),
        Lang::En | Lang::Pseudo => parts.join(", "),
    }
}

/// What came in, as the program tells it: without a name.
pub fn received(lang: Lang, tally: Tally) -> String {
    let told = self::tally(lang, tally);
    if tally == Tally::default() { told } else { say!(lang, "答卷：{told}", "Answers: {told}") }
}

/// How many are missing.
pub fn missing_count(lang: Lang, raters: usize) -> String {
    match (lang, raters) {
        (_, 0) => NOBODY_MISSING.of(lang).to_owned(),
        (Lang::Zh, _) => format!("还有 {raters} 位评价人未交"),
        (_, 1) => say!(lang, "", "1 rater is missing"),
        _ => say!(lang, "", "{raters} raters are missing"),
    }
}

/// A folder is being watched.
pub fn watching(lang: Lang, folder: &str) -> String {
    say!(lang, "正在自动收取 {folder}：新到的文件会直接收进来。", "Watching {folder}: what arrives there is taken in.")
}

/// A folder that is being watched cannot be looked at.
pub fn not_there(lang: Lang, folder: &str, why: &str) -> String {
    say!(
        lang,
        "{folder} 现在打不开（{why}）。恢复以后会接着收。",
        "{folder} can’t be looked at just now ({why}). Once it can, watching goes on."
    )
}

/// The wording of an item about oneself or about somebody else.
pub fn wording(lang: Lang, item: &Item, oneself: bool) -> &str {
    let own = lang.pick(&item.self_text);
    if oneself && !own.is_empty() { own } else { lang.pick(&item.text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_filled_in_once() {
        assert_eq!(fill("{a}：{b} / {c}", &[("a", "{b}"), ("b", "2")]), "{b}：2 / ");
        assert_eq!(fill("100 %", &[]), "100 %");
    }

    #[test]
    fn both_languages_of_a_word_take_the_same_facts() {
        let facts = |text: &str| {
            let mut names: Vec<String> =
                text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name.into()).collect();
            names.sort();
            names
        };
        for (name, word) in OF_A_PAGE {
            assert_eq!(facts(word.zh), facts(word.en), "{name}");
        }
    }
}
