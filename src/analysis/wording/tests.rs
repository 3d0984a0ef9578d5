use super::*;

fn found(text: &str, part: ScriptPart) -> Vec<(WordingRule, &str)> {
    of_text(text, part).into_iter().map(|mark| (mark.rule, &text[mark.range])).collect()
}

fn script(shape: ScriptShape, texts: &[&str]) -> Script {
    let mut script = Script::new(ScriptId::new("s").unwrap(), shape);
    let parts = shape.parts().iter().copied().zip(texts).filter(|(_, text)| !text.is_empty());
    script.parts = parts.map(|(part, text)| (part, (*text).to_owned())).collect();
    script
}

fn whole(shape: ScriptShape, texts: &[&str]) -> Vec<(ScriptPart, WordingRule, Suggestion)> {
    let marks = of_script(&script(shape, texts), &BTreeSet::new());
    marks
        .into_iter()
        .filter(|mark| mark.rule.is_of_whole())
        .map(|mark| (mark.part, mark.rule, mark.suggestion))
        .collect()
}

#[test]
fn every_pattern_can_be_read_and_every_rule_about_words_has_some_in_both_languages() {
    for (language, entries) in [("zh", zh::PATTERNS), ("en", en::PATTERNS)] {
        let mut count = 0;
        for (rule, _, texts) in entries {
            for text in *texts {
                assert!(Pattern::read(text).is_some(), "{rule:?} {text}");
                count += 1;
            }
        }
        assert!(count >= 40, "{language}: {count}");
        for rule in WordingRule::ALL.into_iter().filter(|rule| !rule.is_of_whole() && *rule != WordingRule::OpenSlot) {
            assert!(entries.iter().any(|(own, ..)| *own == rule), "{language} {rule:?}");
        }
    }
    for (rule, _, texts) in zh::IN_PRAISE.iter().chain(en::IN_PRAISE) {
        texts.iter().for_each(|text| assert!(Pattern::read(text).is_some(), "{rule:?} {text}"));
    }
    for text in DAYS.iter().chain(PLACES).chain(STEPS) {
        assert!(Pattern::read(text).is_some(), "{text}");
    }
}

#[test]
fn a_mark_says_where_and_what_others_said_is_not_marked() {
    use WordingRule::*;
    let part = ScriptPart::Behaviour;
    assert_eq!(found("3 月的四份纪要，你总是晚交", part), [(Absolute, "总是")]);
    assert_eq!(found("客户写道：“你们总是晚交”，签了字", part), []);
    assert_eq!(
        found("You're always late to the KPI review，总是这样", part),
        [(Absolute, "always"), (Absolute, "总是")]
    );
    assert_eq!(found("He wrote 'you never call' on 3 May.", part), []);
    assert_eq!(found("On 〔day〕 at Harrow Gas", part), [(OpenSlot, "〔day〕")]);
}

#[test]
fn words_meant_here_and_rules_switched_off_are_not_marked() {
    let mut script = script(
        ScriptShape::Corrective,
        &["On 3 May at Harrow Gas you were always late", "Their buyer left before the figures", "What could we do?"],
    );
    let marks = of_script(&script, &BTreeSet::new());
    assert_eq!(marks.len(), 1, "{marks:?}");
    assert_eq!(of_script(&script, &BTreeSet::from([WordingRule::Absolute])), []);
    script.meant.push(crate::model::MeantWords {
        part: ScriptPart::Behaviour,
        rule: WordingRule::Absolute,
        words: "always".to_owned(),
    });
    assert_eq!(of_script(&script, &BTreeSet::new()), []);
}

#[test]
fn a_script_without_day_consequence_or_step_is_told_so_at_its_place() {
    use ScriptPart::*;
    use ScriptShape::*;
    use Suggestion::*;
    use WordingRule::*;
    assert_eq!(whole(Corrective, &["", "", ""]), []);
    assert_eq!(whole(Corrective, &["你的周报交晚了", "", ""]), [(Behaviour, NoTimeOrPlace, NameTheDay)]);
    assert_eq!(
        whole(Corrective, &["6 月 3 日的周报周四才到", "", "我们一起看看？"]),
        [(Consequence, NoConsequence, NameTheConsequence)]
    );
    assert_eq!(
        whole(Corrective, &["On 3 June your report came on Thursday", "The tender was late", "Fine"]),
        [(NextStep, NoSuggestion, NameAStep)]
    );
    assert_eq!(
        whole(Corrective, &["On 3 June your report came on Thursday", "The tender was late", ""]),
        [(NextStep, NoSuggestion, NameAStep)]
    );
    assert_eq!(
        whole(Corrective, &["你太懒散", "", ""]),
        [(Behaviour, NoTimeOrPlace, NameTheDay), (Behaviour, AboutPerson, DescribeADeed)]
    );
    assert_eq!(whole(Sbi, &["On 3 June at Harrow Gas", "you read the slides out", "their head of IT left"]), []);
    assert_eq!(whole(Corrective, &["6 月 3 日例会上你没有带清单", "会多开了半小时", "下周一我们一起列一份？"]), []);
}

#[test]
fn what_was_said_of_a_script_is_kept_while_it_is_as_it_was() {
    let mut workbook = Workbook::default();
    let id = ConversationId::new("c").unwrap();
    let person = crate::model::MemberId::new("p").unwrap();
    let mut conversation = Conversation::new(id.clone(), person, crate::model::ConversationKind::Result);
    conversation.scripts.put(script(ScriptShape::Corrective, &["You are always late"]));
    std::sync::Arc::make_mut(&mut workbook.conversations).put(conversation);
    let mut first = scripts(&workbook, None);
    assert_eq!(first, scripts(&workbook, Some((&workbook, &first))));
    // Kept, not worked out again: what was made up is still there.
    first.get_mut(&(id, ScriptId::new("s").unwrap())).unwrap().marks.clear();
    assert_eq!(first, scripts(&workbook, Some((&workbook, &first))));
    let mut off = workbook.clone();
    std::sync::Arc::make_mut(&mut off.method).wording.off.insert(WordingRule::Absolute);
    assert_ne!(first, scripts(&off, Some((&workbook, &first))));
}
