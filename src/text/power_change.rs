//! What has changed on a power map since an earlier day, in sentences.

use super::{
    Lang, Word, format,
    power_map::{self, UNKNOWN},
    say, terms, words,
};
use crate::{
    analysis::{
        Audience,
        power_change::{Change, ContactChange, Known, LineChange, Matters, PowerChange, Trend},
    },
    model::{Certainty, Contact, ContactId, Seat, Table, Workbook},
};

words! {
    KEEP = "存下今天的权力地图", "Keep today’s map";
    NO_MAPS = "还没有存档。存下今天的图，以后就能看出谁来了、谁走了、谁的态度变了。",
        "No map is kept yet. Keep today’s, and later you will see who came, who left and whose stance has changed.";
    TAB = "变化", "Changes";
    NOTHING = "这两天之间没有变化。", "Nothing has changed between these days.";
    DECIDERS = "决策者", "Deciders";
    KEY_PERSONS = "其他关键人", "Other key persons";
    PEOPLE = "人员", "People";
    OTHERS = "其他人", "Everybody else";
    LINES = "连线", "Lines";
    ARISEN = "新出现的问题", "New findings";
    SETTLED = "已解决的问题", "Settled findings";
    NOT_MARKED = "没有标", "not marked";
    CAME = "新上图", "new on the map";
    LEFT = "不在图上了", "no longer on the map";
    NO_DAY = "最近联系的日期删去了", "the last contact is no longer noted";
    MARK_CAME = "新", "New";
    MARK_MOVED = "移", "Moved";
    MARK_BETTER = "↑", "↑";
    MARK_WORSE = "↓", "↓";
    MARK_OTHER = "变", "Changed";
}

/// What people of a kind are headed.
pub const fn matters(matters: Matters) -> Word {
    match matters {
        Matters::Decider => DECIDERS,
        Matters::Key => KEY_PERSONS,
        Matters::Other => OTHERS,
    }
}

/// Who is who on both maps.
#[derive(Clone, Copy)]
pub struct Names<'a> {
    /// The language.
    pub lang: Lang,
    /// For our own people.
    pub workbook: &'a Workbook,
    /// The later map, then the earlier one.
    pub maps: [&'a Table<Contact>; 2],
}

impl<'a> Names<'a> {
    fn contact(&self, id: &'a ContactId) -> &'a str {
        let [now, then] = self.maps;
        now.get(id).or_else(|| then.get(id)).map_or(id.as_str(), Contact::label)
    }
}

/// What has changed between two days, as one sentence. `days` are what the maps are called.
pub fn headline(lang: Lang, [from, to]: [&str; 2], change: &PowerChange, audience: Audience) -> String {
    let count = |is: &dyn Fn(&ContactChange) -> bool| change.people.iter().filter(|told| is(told)).count();
    let told = |wanted: fn(&Change) -> bool| count(&|told: &ContactChange| told.what.iter().any(wanted));
    let came = told(|change| matches!(change, Change::Came));
    let left = told(|change| matches!(change, Change::Left));
    let moved = told(|change| matches!(change, Change::Manager(_)));
    let mut parts = Vec::new();
    if audience == Audience::Trainer {
        let [then, now] = change.light.map(|light| terms::light(light).of(lang));
        parts.push(if then == now { say!(lang, "仍是{now}", "still {now}") } else { format!("{then} → {now}") });
    }
    let mut tell = |count: usize, text: &dyn Fn() -> String| {
        if count > 0 {
            parts.push(text());
        }
    };
    tell(came, &|| say!(lang, "来了 {came} 人", "{came} came"));
    tell(left, &|| say!(lang, "走了 {left} 人", "{left} left"));
    tell(moved, &|| say!(lang, "{moved} 人换了上级", "{moved} moved"));
    if audience == Audience::Trainer {
        let better = count(&|told| told.trend() == Some(Trend::Better));
        let worse = count(&|told| told.trend() == Some(Trend::Worse));
        tell(better, &|| say!(lang, "{better} 人更近", "{better} closer to us"));
        tell(worse, &|| say!(lang, "{worse} 人更远", "{worse} farther from us"));
    }
    let parts = parts.join(comma(lang));
    if parts.is_empty() {
        return say!(lang, "{from} 到{to}：没有变化", "{from} to {to}: nothing has changed");
    }
    say!(lang, "{from} 到{to}：{parts}", "{from} to {to}: {parts}")
}

const fn comma(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "，",
        Lang::En | Lang::Pseudo => ", ",
    }
}

const fn semicolon(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "；",
        Lang::En | Lang::Pseudo => "; ",
    }
}

/// Everything that has changed about one person.
pub fn person(names: Names<'_>, told: &ContactChange) -> String {
    let (lang, who) = (names.lang, names.contact(&told.contact));
    let what: Vec<String> = told.what.iter().map(|change| one(names, change)).collect();
    let what = what.join(semicolon(lang));
    say!(lang, "{who}：{what}。", "{who}: {what}.")
}

fn one(names: Names<'_>, change: &Change) -> String {
    let lang = names.lang;
    let term = |word: Word| word.of(lang);
    match change {
        Change::Came => CAME.of(lang).to_owned(),
        Change::Left => LEFT.of(lang).to_owned(),
        Change::Seat([(_, then), (seat, now)]) => match seat {
            Seat::Held if then.is_empty() => say!(lang, "来了{now}", "now {now}"),
            Seat::Held => say!(lang, "原是{then}，现在是{now}", "was {then}, is {now} now"),
            Seat::Vacant | Seat::Unknown => {
                let seat = terms::seat(*seat).of(lang);
                if then.is_empty() {
                    seat.to_owned()
                } else {
                    say!(lang, "{seat}（原是{then}）", "{seat} (was {then})")
                }
            }
        },
        Change::Manager(both) => {
            let [then, now] = both.each_ref().map(|id| {
                id.as_ref().map_or_else(|| power_map::NO_MANAGER.of(lang).to_owned(), |id| names.contact(id).to_owned())
            });
            arrow(lang, power_map::MANAGER, &then, &now)
        }
        Change::Owner(both) => {
            let [then, now] = both.each_ref().map(|owner| match owner {
                Some(owner) => names.workbook.member_label(owner).to_owned(),
                None => power_map::NO_OWNER.of(lang).to_owned(),
            });
            arrow(lang, power_map::OWNER, &then, &now)
        }
        Change::Role(role, both) => {
            let role = terms::decision_role(*role).of(lang);
            match both {
                [_, None] => say!(lang, "不再是{role}", "no longer {role}"),
                [None, Some(certainty)] => {
                    let certainty = terms::certainty(*certainty).of(lang);
                    say!(lang, "现在是{role}（{certainty}）", "now {role} ({certainty})")
                }
                [Some(_), Some(certainty)] => surer(lang, role, *certainty),
            }
        }
        Change::Key(both) => {
            let key = |value| term(terms::key_person(value)).to_owned();
            known(lang, power_map::KEY_PERSON, both, NOT_MARKED, key)
        }
        Change::Status(both) => {
            known(lang, power_map::STATUS, both, UNKNOWN, |value| term(terms::political_status(value)).to_owned())
        }
        Change::Influence(both) => known(lang, power_map::INFLUENCE, both, UNKNOWN, |value| value.get().to_string()),
        Change::Support(both) => {
            known(lang, power_map::SUPPORT, both, UNKNOWN, |value| term(terms::support(value)).to_owned())
        }
        Change::Coverage(both) => {
            known(lang, power_map::COVERAGE, both, UNKNOWN, |value| term(terms::coverage(value)).to_owned())
        }
        Change::Contacted([_, None]) => NO_DAY.of(lang).to_owned(),
        Change::Contacted([_, Some(day)]) => {
            let (word, day) = (power_map::LAST_CONTACT.of(lang), format::date(lang, *day));
            format!("{word} {day}")
        }
        Change::Level(both) | Change::Target(both) => {
            let word = if matches!(change, Change::Level(_)) { power_map::LEVEL_NOW } else { power_map::TARGET };
            let unknown = || UNKNOWN.of(lang).to_owned();
            let [then, now] = both.map(|level| level.map_or_else(unknown, power_map::points));
            arrow(lang, word, &then, &now)
        }
    }
}

fn arrow(lang: Lang, what: Word, then: &str, now: &str) -> String {
    let what = what.of(lang);
    format!("{what} {then} → {now}")
}

fn surer(lang: Lang, what: &str, certainty: Certainty) -> String {
    match certainty {
        Certainty::Confirmed => say!(lang, "{what}已确认", "{what} confirmed"),
        Certainty::Assumed => say!(lang, "{what}退回推测", "{what} only assumed again"),
    }
}

/// A judged value before and now; where only how sure it is has changed, just that.
fn known<T: Copy + PartialEq>(
    lang: Lang,
    what: Word,
    both: &[Option<Known<T>>; 2],
    none: Word,
    word: impl Fn(T) -> String,
) -> String {
    if let [Some(then), Some(now)] = both
        && then.value == now.value
    {
        let (what, value) = (what.of(lang), word(now.value));
        return surer(lang, &say!(lang, "{what}“{value}”", "{what} “{value}”"), now.certainty);
    }
    let [then, now] = both.map(|known| known.map_or_else(|| none.of(lang).to_owned(), |known| word(known.value)));
    arrow(lang, what, &then, &now)
}

/// What has changed about a line.
pub fn line(names: Names<'_>, told: &LineChange) -> String {
    let lang = names.lang;
    let line = power_map::between(lang, names.contact(&told.from), told.kind, names.contact(&told.to));
    match &told.what {
        [_, None] => say!(lang, "{line}（没有了）", "{line} (gone)"),
        [None, Some(_)] => say!(lang, "{line}（新）", "{line} (new)"),
        [Some((then, _)), Some((now, _))] if then != now => {
            let [then, now] = [then, now]
                .map(|strength| strength.map_or_else(|| format::UNKNOWN.to_owned(), |s| s.get().to_string()));
            let word = power_map::STRENGTH.of(lang);
            say!(lang, "{line}（{word} {then} → {now}）", "{line} ({word} {then} → {now})")
        }
        [_, Some((_, certainty))] => surer(lang, &line, *certainty),
    }
}
