//! Which words of a feedback script judge, threaten or say nothing, and what the script as a whole leaves out
//! (METHOD §3). It suggests and never blocks. Patterns of both languages are looked for in every text: people mix them.

mod en;
mod pattern;
mod tokens;
mod zh;

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::LazyLock,
};

use crate::model::{
    Conversation, ConversationId, Record, Script, ScriptId, ScriptPart, ScriptShape, Table, WordingRule, Workbook,
};
use pattern::Pattern;
use tokens::{Kind, Token, tokens};

/// What helps instead; `text::wording` says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Suggestion {
    /// Count: which times, on which days.
    CountTimes,
    /// Say what was done or left undone.
    WhatWasSeen,
    /// Speak of the deed, not of the person.
    TheDeed,
    /// Say what was seen, and ask what lay behind it.
    AskThem,
    /// Hold it against what was agreed.
    AgainstGoal,
    /// Say what you will do, and what help there is.
    SayWhatFollows,
    /// Say it plainly, or leave it out.
    SayItPlain,
    /// End the praise with the praise.
    PraiseAlone,
    /// Say who said it and when, or what you saw yourself.
    FirstHand,
    /// Say what was good, and what it brought.
    WhatWasGood,
    /// Say on which day, with which customer.
    WhichDay,
    /// Say until which day.
    ByWhichDay,
    /// Say how many, and which.
    HowMany,
    /// Ask, or offer.
    AskOrOffer,
    /// Say on which day it was.
    NameTheDay,
    /// Say where it was, or on which occasion.
    NameThePlace,
    /// Say what came of it.
    NameTheConsequence,
    /// Add a question or an offer.
    NameAStep,
    /// Describe something that was done.
    DescribeADeed,
    /// Fill the gap.
    FillTheSlot,
}

/// A pattern group: the rule, what helps instead, and the patterns.
type Entry = (WordingRule, Suggestion, &'static [&'static str]);

/// What stands around a gap of a sentence opening until it is filled.
pub const SLOT: (char, char) = ('〔', '〕');

/// Words that a rule marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where they stand; of a rule about the whole script, where what is missing belongs.
    pub part: ScriptPart,
    /// Their bytes in that part; empty for a rule about the whole script.
    pub range: Range<usize>,
    /// The rule.
    pub rule: WordingRule,
    /// What helps instead.
    pub suggestion: Suggestion,
}

/// What the linter says about one script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptWording {
    /// The script.
    pub key: (ConversationId, ScriptId),
    /// Its marks, in the order of the parts; those about the whole script last.
    pub marks: Vec<Mark>,
    /// How much there is to say.
    pub spoken: Spoken,
}

impl Record for ScriptWording {
    type Key = (ConversationId, ScriptId);

    fn key(&self) -> Self::Key {
        self.key.clone()
    }
}

/// What the linter says about every script. What it said `before` is kept for scripts that are as they were, if the
/// rules are too.
pub fn scripts(workbook: &Workbook, before: Option<(&Workbook, &Table<ScriptWording>)>) -> Table<ScriptWording> {
    let off = &workbook.method.wording.off;
    let before = before.filter(|(before, _)| before.method.wording.off == *off);
    let kept = |conversation: &Conversation, script: &Script| {
        let (before, wordings) = before?;
        let same = before.conversations.get(&conversation.id)?.scripts.get(&script.id)? == script;
        wordings.get(&(conversation.id.clone(), script.id.clone())).filter(|_| same).cloned()
    };
    let each = workbook.conversations.iter().flat_map(|c| c.scripts.iter().map(move |script| (c, script)));
    let wording = |(conversation, script): (&Conversation, &Script)| {
        kept(conversation, script).unwrap_or_else(|| ScriptWording {
            key: (conversation.id.clone(), script.id.clone()),
            marks: of_script(script, off),
            spoken: spoken(script),
        })
    };
    each.map(wording).collect()
}

/// The marks of a script, but for rules that are off and words that are meant as they are.
pub fn of_script(script: &Script, off: &BTreeSet<WordingRule>) -> Vec<Mark> {
    let mut marks = Vec::new();
    let written: BTreeMap<ScriptPart, Vec<Token>> =
        script.parts.iter().map(|(part, text)| (*part, tokens(text))).collect();
    for part in script.shape.parts() {
        if let (Some(text), Some(tokens)) = (script.parts.get(part), written.get(part)) {
            marks.extend(of_tokens(text, tokens, *part));
        }
    }
    let whole = of_whole(script.shape, &written, &marks);
    marks.extend(whole);
    marks.retain(|mark| !off.contains(&mark.rule) && !is_meant(script, mark));
    marks
}

/// The marks of one text that stands in a part of a script.
pub fn of_text(text: &str, part: ScriptPart) -> Vec<Mark> {
    of_tokens(text, &tokens(text), part)
}

/// Whether the manager has said of this mark: not here.
fn is_meant(script: &Script, mark: &Mark) -> bool {
    let words = script.parts.get(&mark.part).and_then(|text| text.get(mark.range.clone())).unwrap_or_default();
    script.meant.iter().any(|meant| meant.part == mark.part && meant.rule == mark.rule && meant.words == words)
}

/// All patterns, and where to look for those that can begin with a word.
struct Patterns {
    all: Vec<(WordingRule, Suggestion, bool, Pattern)>,
    by_word: BTreeMap<String, Vec<usize>>,
    anywhere: Vec<usize>,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let mut patterns = Patterns { all: Vec::new(), by_word: BTreeMap::new(), anywhere: Vec::new() };
    let sources = [(zh::PATTERNS, false), (en::PATTERNS, false), (zh::IN_PRAISE, true), (en::IN_PRAISE, true)];
    for (entries, in_praise) in sources {
        for (rule, suggestion, texts) in entries {
            for pattern in texts.iter().filter_map(|text| Pattern::read(text)) {
                let number = patterns.all.len();
                match pattern.first_words() {
                    Some(words) => {
                        for word in words.into_iter().collect::<BTreeSet<_>>() {
                            patterns.by_word.entry(word.to_owned()).or_default().push(number);
                        }
                    }
                    None => patterns.anywhere.push(number),
                }
                patterns.all.push((*rule, *suggestion, in_praise, pattern));
            }
        }
    }
    patterns
});

fn of_tokens(text: &str, tokens: &[Token], part: ScriptPart) -> Vec<Mark> {
    let praises = matches!(part, ScriptPart::Detail | ScriptPart::Quality | ScriptPart::Result);
    let mut marks: Vec<Mark> = Vec::new();
    for start in 0..tokens.len() {
        let Some(token) = tokens.get(start) else { break };
        let word: String = token.text.iter().collect();
        let here = PATTERNS.by_word.get(&word).into_iter().flatten().chain(&PATTERNS.anywhere);
        for (rule, suggestion, in_praise, pattern) in here.filter_map(|number| PATTERNS.all.get(*number)) {
            if *in_praise && !praises {
                continue;
            }
            let Some((first, end)) = pattern.at(tokens, start) else { continue };
            let (Some(first), Some(last)) = (tokens.get(first), tokens.get(end - 1)) else { continue };
            let range = first.range.start..last.range.end;
            marks.push(Mark { part, range, rule: *rule, suggestion: *suggestion });
        }
    }
    marks.extend(slots(text).map(|range| Mark {
        part,
        range,
        rule: WordingRule::OpenSlot,
        suggestion: Suggestion::FillTheSlot,
    }));
    joined(marks)
}

/// Of marks of one rule that overlap, one that covers them; of two rules that mark the same words, the one that marks
/// more of them. All in the order of the text.
fn joined(mut marks: Vec<Mark>) -> Vec<Mark> {
    marks.sort_by_key(|mark| (mark.rule, mark.range.start, usize::MAX - mark.range.end));
    let mut joined: Vec<Mark> = Vec::new();
    for mark in marks {
        match joined.last_mut() {
            Some(last) if last.rule == mark.rule && mark.range.start < last.range.end => {
                last.range.end = last.range.end.max(mark.range.end);
            }
            _ => joined.push(mark),
        }
    }
    let lies_in = |inner: &Mark, outer: &Mark| {
        let contains = outer.range.start <= inner.range.start && inner.range.end <= outer.range.end;
        contains && (outer.range != inner.range || outer.rule < inner.rule)
    };
    let all = joined.clone();
    joined.retain(|mark| !all.iter().any(|other| other.rule != mark.rule && lies_in(mark, other)));
    joined.sort_by_key(|mark| mark.range.start);
    joined
}

/// The gaps of sentence openings that are still open.
pub fn slots(text: &str) -> impl Iterator<Item = Range<usize>> {
    let (open, close) = SLOT;
    text.match_indices(open).filter_map(move |(start, _)| {
        let length = text.get(start..)?.find(close)?;
        Some(start..start + length + close.len_utf8())
    })
}

/// How much there is to say in a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// Chinese characters.
    pub characters: usize,
    /// Words of other languages, and numbers.
    pub words: usize,
    /// How long saying it takes at a calm pace. Our reading.
    pub seconds: u32,
}

/// How many Chinese characters, and how many English words, are said in a minute. Our reading.
const PER_MINUTE: (f64, f64) = (200.0, 130.0);

/// How long a script takes to say.
fn spoken(script: &Script) -> Spoken {
    let all: Vec<Token> = script.parts.values().flat_map(|text| tokens(text)).collect();
    let count = |kind: &[Kind]| all.iter().filter(|token| kind.contains(&token.kind)).count();
    let (characters, words) = (count(&[Kind::Han]), count(&[Kind::Latin, Kind::Digits]));
    let minutes = characters as f64 / PER_MINUTE.0 + words as f64 / PER_MINUTE.1;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few minutes")]
    let seconds = (minutes * 60.0).round() as u32;
    Spoken { characters, words, seconds }
}

/// Where a shape tells what happened, what came of it, and how it goes on.
const fn told_in(shape: ScriptShape) -> (&'static [ScriptPart], Option<ScriptPart>, Option<ScriptPart>) {
    use ScriptPart::{Action, Behaviour, Consequence, Detail, Examples, Impact, NextStep, Options, Reality, Result};
    match shape {
        ScriptShape::Positive => (&[Detail], Some(Result), None),
        ScriptShape::Corrective => (&[Behaviour], Some(Consequence), Some(NextStep)),
        ScriptShape::Sbi => (&[ScriptPart::Situation, Behaviour], Some(Impact), None),
        ScriptShape::Cedar => (&[Examples, ScriptPart::Context], None, Some(Action)),
        ScriptShape::Grow => (&[Reality], None, Some(Options)),
    }
}

/// What a script leaves out. Nothing is said of a part before it is written, or one after it is.
fn of_whole(shape: ScriptShape, written: &BTreeMap<ScriptPart, Vec<Token>>, marks: &[Mark]) -> Vec<Mark> {
    let (facts, consequence, step) = told_in(shape);
    let tokens_of = |part: &ScriptPart| written.get(part).map_or(&[][..], Vec::as_slice);
    let is_empty = |part: &ScriptPart| tokens_of(part).is_empty();
    let mut found = Vec::new();
    let mut missing = |part: ScriptPart, rule, suggestion| {
        found.push(Mark { part, range: 0..0, rule, suggestion });
    };
    let Some(first) = facts.iter().find(|part| !is_empty(part)) else { return found };
    let any = |finds: &LazyLock<Vec<Pattern>>| facts.iter().any(|part| finds_any(finds, tokens_of(part)));
    let (has_day, has_place) = (any(&DAY), any(&PLACE));
    if !has_day {
        missing(*first, WordingRule::NoTimeOrPlace, Suggestion::NameTheDay);
    } else if !has_place {
        missing(*first, WordingRule::NoTimeOrPlace, Suggestion::NameThePlace);
    }
    let speaks_of_person = |mark: &Mark| {
        facts.contains(&mark.part)
            && matches!(mark.rule, WordingRule::Judging | WordingRule::Person | WordingRule::MindReading)
    };
    if !has_day && !has_place && marks.iter().any(speaks_of_person) {
        missing(*first, WordingRule::AboutPerson, Suggestion::DescribeADeed);
    }
    let later_is_written = |part: ScriptPart| {
        let mut later = shape.parts().iter().skip_while(|other| **other != part).skip(1);
        later.any(|part| !is_empty(part))
    };
    if let Some(part) =
        consequence.filter(|part| is_empty(part) && later_is_written(*part) || says_little(tokens_of(part)))
    {
        missing(part, WordingRule::NoConsequence, Suggestion::NameTheConsequence);
    }
    let last_is_written =
        shape.parts().iter().rev().find(|part| Some(**part) != step).is_some_and(|part| !is_empty(part));
    if let Some(part) = step {
        let open = if is_empty(&part) { last_is_written } else { !finds_any(&STEP, tokens_of(&part)) };
        if open {
            missing(part, WordingRule::NoSuggestion, Suggestion::NameAStep);
        }
    }
    found
}

/// A word or two.
fn says_little(tokens: &[Token]) -> bool {
    let words = tokens.iter().filter(|token| !matches!(token.kind, Kind::Stop | Kind::Sign)).count();
    (1..=2).contains(&words)
}

fn finds_any(patterns: &[Pattern], tokens: &[Token]) -> bool {
    (0..tokens.len()).any(|start| patterns.iter().any(|pattern| pattern.at(tokens, start).is_some()))
}

fn read(texts: &[&str]) -> Vec<Pattern> {
    texts.iter().filter_map(|text| Pattern::read(text)).collect()
}

/// What names a day.
static DAY: LazyLock<Vec<Pattern>> = LazyLock::new(|| read(DAYS));

const DAYS: &[&str] = &[
    "#(月|日|号|点)",
    "(周|星期|礼拜)(一|二|三|四|五|六|日|天|末)",
    "(昨|今|前|当)(天|日|早|晚)",
    "(上|这|本)(个|)(周|星期|月|季度)",
    "第?(一|二|三|四|#)季度",
    "(january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec)(#|)",
    "(monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|today|tonight)",
    "(this|last) (morning|afternoon|week|month|quarter)",
    "# : #",
    "(q*|first|second|third|fourth) (quarter|half)",
    "the #",
];

/// What names a place, an occasion or somebody who was there.
static PLACE: LazyLock<Vec<Pattern>> = LazyLock::new(|| read(PLACES));

const PLACES: &[&str] = &[
    "(会上|例会|会议|周会|月会|评审|现场|办公室|机房|电话|邮件|群里|展会|拜访|述标|开标|培训|晚宴|述职|路演|汇报|演示|面谈|微信|系统|报告|周报|月报|标书|报价|合同|清单|纪要|方案|客户|公司|总部|工厂|医院|学校|银行|集团|会谈|谈判|交接|投诉)",
    "(在|到|去|给|向|和|跟|与)~8(说|谈|见|发|做|讲|写|问|回|签|提|听|聊|开|里|上|中)",
    "(at|in|on|during|with|to|from|before|after) (the|our|their|your|a|an|my|his|her) ~2 !($)",
    "(at|with|to|from|in|for) @",
    "(meeting|visit|call|email|workshop|phone|office|presentation|demo|site|tender|report|note|notes|crm|quotation|proposal|review|customer|client)",
];

/// What asks, offers, or says what is done by whom.
static STEP: LazyLock<Vec<Pattern>> = LazyLock::new(|| read(STEPS));

const STEPS: &[&str] = &[
    "？",
    "(一起|我们|咱们|建议|可以|能不能|要不要|不妨|试|如何|怎么|怎样|什么|哪|想法|我来|我会|先|每|之前|约定|约|提前|由)",
    "(we|let's|lets|let|could|would|can|shall|how|what|which|where|when|who|suggest|suggestion|propose|offer|try|idea|ideas|together|help|i will|agree|agreed|before|until|by)",
];

#[cfg(test)]
mod tests;
