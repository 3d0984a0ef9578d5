//! The 360° panel, by the names a screen reader hears.

use std::sync::Arc;

use egui::{Key, Vec2, vec2};
use egui_kittest::{Harness, kittest::Queryable};
use jiff::civil::date;
use sandtable::{
    analysis::{Audience, Derived},
    edit::apply,
    model::*,
    panels::{Scene, Selection, Wish, Wishes, assessment::Assessment},
    text::Lang,
    ui::{Theme, Tokens, fonts},
};

use RaterGroup::{Customer, DirectReport, Manager, Oneself, Peer};

pub fn bilingual(zh: &str, en: &str) -> Bilingual {
    Bilingual { zh: zh.to_owned(), en: en.to_owned() }
}

fn items(prefix: &str, n: usize) -> Table<Item> {
    let item = |i| Item {
        id: ItemId::new(&format!("{prefix}{i}")).unwrap(),
        text: bilingual(&format!("活动{i}"), &format!("Activity {i}")),
        self_text: Bilingual::default(),
        note: String::new(),
    };
    (1..=n).map(item).collect()
}

pub fn role(id: &str, name: Bilingual, n: usize) -> Role {
    Role { id: RoleId::new(id).unwrap(), name, items: items(id, n), note: String::new() }
}

fn instrument(roles: impl IntoIterator<Item = Role>) -> Instrument {
    Instrument {
        id: InstrumentId::new("test").unwrap(),
        version: 1,
        name: Bilingual::default(),
        points: Points::new(5).unwrap(),
        labels: Vec::new(),
        roles: roles.into_iter().collect(),
        activities: items("a", 2),
        questions: Table::default(),
        note: String::new(),
    }
}

fn member(id: &str) -> MemberId {
    MemberId::new(id).unwrap()
}

pub fn response(ratee: &str, rater: &str, group: RaterGroup, answers: &str) -> Response {
    Response { answers: answers.parse().unwrap(), ..Response::new(member(ratee), RaterId::new(rater).unwrap(), group) }
}

pub fn workbook(roles: impl IntoIterator<Item = Role>, responses: impl IntoIterator<Item = Response>) -> Workbook {
    let mut workbook = Workbook::default();
    let instrument = instrument(roles);
    let mut round = Round::new(RoundId::new("r").unwrap(), instrument.id.clone(), 1);
    round.responses = responses.into_iter().collect();
    Arc::make_mut(&mut workbook.instruments).put(instrument);
    Arc::make_mut(&mut workbook.rounds).put(round);
    let team = [("a", "顾岩", Position::Head), ("b", "何涛", Position::Deputy), ("c", "宋嘉", Position::Head)];
    for (id, name, position) in team {
        let manager = (id != "a").then(|| member("a"));
        let person = Member { position: Some(position), manager, ..Member::new(member(id), name) };
        Arc::make_mut(&mut workbook.team).put(person);
    }
    Arc::make_mut(&mut workbook.team).put(Member::new(member("d"), "叶青"));
    workbook
}

/// Strategy with four items and team with two; the numbers are worked out beside `analysis::assessment`'s tests.
/// `a` has a manager, three peers and two direct reports who join them; `c` two customers who join nobody.
pub fn example() -> Workbook {
    let roles = [role("s", bilingual("战略", "Strategy"), 4), role("t", bilingual("团队", "Team"), 2)];
    workbook(
        roles,
        [
            response("a", "a", Oneself, "44555552"),
            response("b", "someone", Oneself, "333322"),
            response("c", "c", Oneself, "5---4"),
            response("a", "boss", Manager, "33333324"),
            response("a", "p1", Peer, "22222224"),
            response("a", "p2", Peer, "24----24"),
            response("a", "p3", Peer, "4444...4"),
            response("a", "d1", DirectReport, "111111"),
            response("a", "d2", DirectReport, "5555"),
            response("c", "c1", Customer, "44444444"),
            response("c", "c2", Customer, "44444444"),
        ],
    )
}

/// A panel and what it works on. Wishes are granted as the window does.
struct Bench {
    workbook: Workbook,
    derived: Derived,
    panel: Assessment,
    tokens: Tokens,
    lang: Lang,
    audience: Audience,
    subject: Option<String>,
    selection: Selection,
    read_only: bool,
    is_meant: bool,
}

impl Bench {
    fn new(workbook: Workbook, lang: Lang, theme: Theme, audience: Audience) -> Self {
        Self {
            derived: Derived::of(&workbook, date(2026, 11, 21)),
            workbook,
            panel: Assessment::default(),
            tokens: Tokens::new(theme, audience).still(),
            lang,
            audience,
            subject: None,
            selection: Selection::Nothing,
            read_only: false,
            is_meant: true,
        }
    }

    fn chinese(workbook: Workbook) -> Self {
        Self::new(workbook, Lang::Zh, Theme::Light, Audience::Trainer)
    }

    fn of(mut self, subject: &str) -> Self {
        self.subject = Some(subject.to_owned());
        self
    }

    fn open(self, size: Vec2) -> Harness<'static, Self> {
        let (tokens, lang) = (self.tokens, self.lang);
        let mut harness = Harness::builder()
            .with_size(size)
            .with_context_setup(move |ctx| {
                fonts::install(ctx, lang);
                tokens.apply(ctx);
            })
            .build_ui_state(|ui, bench: &mut Self| bench.frame(ui), self);
        harness.run();
        harness
    }

    fn frame(&mut self, ui: &mut egui::Ui) {
        let mut wishes = Wishes::default();
        let scene = Scene {
            workbook: &self.workbook,
            derived: &self.derived,
            subject: self.subject.as_deref(),
            selection: &self.selection,
            lang: self.lang,
            audience: self.audience,
            tokens: &self.tokens,
            today: date(2026, 11, 21),
            read_only: self.read_only,
            is_meant: self.is_meant,
        };
        self.panel.show(ui, &scene, &mut wishes);
        for wish in wishes.0 {
            match wish {
                Wish::Subject(subject) => self.subject = Some(subject),
                Wish::Select(selection) => self.selection = selection,
                Wish::Edit(edit) => {
                    let after = apply(&self.workbook, edit).unwrap();
                    self.derived = self.derived.refresh(&self.workbook, &after);
                    self.workbook = after;
                }
                other => panic!("nobody asked for {other:?}"),
            }
        }
    }
}

const LARGE: Vec2 = vec2(1600.0, 1400.0);

#[test]
fn every_number_is_there_in_each_language_and_theme() {
    let zh = [
        "战略 自评 4.5",
        "战略 班级平均 3.8",
        "战略 正职平均 4.5",
        "战略 比班级 +0.8",
        "战略 比正职 0.0",
        "战略 他评 3.0",
        "战略 上级 3.0",
        "战略 同级与下级 3.0",
        "战略 比他评 +1.5",
        "战略 比同级与下级 +1.5",
        "战略 象限 盲区",
        "团队 比他评 +2.0 差距过大",
        "团队 同级与下级 人数不足",
        "活动1 比他评 +3.0 差距过大",
        "活动2 比他评 −2.0 差距过大",
        "自评与他评差距最大的是 团队：自评高 2.0",
        "自评与班级平均相差最大的是 团队：高 1.3",
    ];
    let en = [
        "Strategy Self 4.5",
        "Strategy Class mean 3.8",
        "Strategy vs heads 0.0",
        "Strategy Peers + Direct reports 3.0",
        "Strategy Quadrant Blind spot",
        "Team vs others +2.0 Large gap",
        "Team Peers + Direct reports too few people",
        "Widest gap to others: Team, self 2.0 higher",
    ];
    for theme in Theme::ALL {
        for (lang, names) in [(Lang::Zh, &zh[..]), (Lang::En, &en[..])] {
            let harness = Bench::new(example(), lang, theme, Audience::Trainer).of("a").open(LARGE);
            for name in names {
                // One's own score stands in two charts.
                assert!(harness.query_all_by_label(name).next().is_some(), "{name} in {lang:?}, {theme:?}");
            }
        }
    }
}

#[test]
fn a_group_that_is_too_small_is_named_and_in_no_number() {
    let harness = Bench::chinese(example()).of("c").open(LARGE);
    harness.get_by_label("客户：人数不足，不予显示（少于 3 人）");
    assert!(harness.query_by_label_contains("战略 他评").is_none());
    assert!(harness.query_by_label_contains("战略 客户").is_none());
}

#[test]
fn the_room_sees_no_norm_of_too_few() {
    let harness = Bench::new(example(), Lang::Zh, Theme::Light, Audience::Room).of("a").open(LARGE);
    // Two people scored themselves on strategy, three on team.
    for hidden in ["战略 班级平均", "战略 比班级", "战略 象限", "战略 正职平均", "团队 正职平均"]
    {
        assert!(harness.query_by_label_contains(hidden).is_none(), "{hidden}");
    }
    harness.get_by_label("团队 班级平均 3.7");
    harness.get_by_label("团队 象限 盲区");
}

#[test]
fn page_keys_and_buttons_step_from_person_to_person() {
    let mut harness = Bench::chinese(example()).open(LARGE);
    let subject = |harness: &Harness<'_, Bench>| harness.state().subject.clone();
    harness.state_mut().is_meant = false;
    harness.key_press(Key::PageDown);
    harness.run();
    assert_eq!(subject(&harness), None, "another panel was used last");
    harness.state_mut().is_meant = true;
    harness.key_press(Key::PageDown);
    harness.run();
    assert_eq!(subject(&harness).as_deref(), Some("b"));
    assert_eq!(harness.state().selection, Selection::Member(member("b")));
    harness.get_by_label("下一位（PageDown）").click();
    harness.run();
    assert_eq!(subject(&harness).as_deref(), Some("c"));
    harness.key_press(Key::PageDown);
    harness.run();
    assert_eq!(subject(&harness).as_deref(), Some("c"), "there is nobody further");
    harness.key_press(Key::PageUp);
    harness.run();
    assert_eq!(subject(&harness).as_deref(), Some("b"));
}

#[test]
fn a_number_explains_itself() {
    let mut harness = Bench::chinese(example()).of("a").open(LARGE);
    harness.get_by_label("团队 比他评 +2.0 差距过大").click();
    harness.run();
    harness.get_by_label_contains("差距超过分制 ÷ 3 时标记");
    harness.get_by_label("1.67");
}

#[test]
fn the_first_round_starts_with_a_button() {
    let mut empty = example();
    empty.rounds = Arc::default();
    let mut harness = Bench::chinese(empty.clone()).open(LARGE);
    harness.get_by_label("新建一轮评估（全体 4 人）").click();
    harness.run();
    let round = harness.state().workbook.rounds.first().unwrap().clone();
    assert_eq!((round.name.as_str(), round.instrument.as_str()), ("第 1 轮", "test"));
    let of = |group| round.assignments.iter().filter(|assignment| assignment.group == group).count();
    assert_eq!([Oneself, Manager, DirectReport, Peer].map(of), [4, 2, 2, 2]);
    harness.get_by_label_contains("还没有收到关于顾岩的评分");

    let mut watched = Bench::chinese(empty.clone());
    watched.read_only = true;
    assert!(watched.open(LARGE).query_by_label_contains("新建一轮").is_none());
    empty.team = Arc::default();
    Bench::chinese(empty).open(LARGE).get_by_label_contains("先把团队成员导入工作簿");
}

#[test]
fn a_workbook_that_cannot_be_changed_gives_reports_of_a_frozen_round() {
    let offered = |frozen: bool| {
        let mut bench = Bench::chinese(example());
        for round in Arc::make_mut(&mut bench.workbook.rounds).iter_mut().filter(|_| frozen) {
            round.releases = vec![round.release(date(2026, 11, 20), &bench.workbook.method.assessment)];
        }
        bench.read_only = true;
        bench.of("a").open(LARGE).query_by_label("保存个人报告…").is_some()
    };
    assert_eq!([offered(false), offered(true)], [false, true]);
}

#[test]
fn who_has_no_results_is_told_why() {
    Bench::chinese(example()).of("d").open(LARGE).get_by_label_contains("叶青不在“r”这一轮里");
    let mut asked = example();
    let assignment = Assignment { ratee: member("d"), rater: RaterId::new("d").unwrap(), group: Oneself };
    Arc::make_mut(&mut asked.rounds).iter_mut().for_each(|round| {
        round.assignments.put(assignment.clone());
    });
    Bench::chinese(asked).of("d").open(LARGE).get_by_label_contains("已请 1 人作答");
}

#[test]
fn long_names_and_many_roles_stay_inside() {
    for (lang, text) in [(Lang::Zh, "跨区域".repeat(14)), (Lang::En, "Cross-regional teamwork ".repeat(2))] {
        let roles = (0..12).map(|i| role(&format!("r{i}"), Bilingual::same(&format!("{i} {text}")), 1));
        let answers = "345123451234";
        let responses = [
            response("a", "a", Oneself, answers),
            response("a", "m", Manager, "543215432154"),
            response("a", "p1", Peer, answers),
            response("a", "p2", Peer, answers),
        ];
        let mut workbook = workbook(roles, responses);
        Arc::make_mut(&mut workbook.team).put(Member::new(member("a"), &text));
        for audience in [Audience::Trainer, Audience::Room] {
            let harness = Bench::new(workbook.clone(), lang, Theme::Light, audience).open(vec2(683.0, 8000.0));
            for i in 0..12 {
                let label = format!("{i} {text}");
                let mut found = harness.query_all_by_label_contains(&label).peekable();
                assert!(found.peek().is_some(), "{label}");
                assert!(found.all(|node| node.rect().max.x <= 683.0), "{label}");
            }
        }
    }
}

#[test]
fn a_finding_names_the_largest_difference_or_says_that_there_is_none() {
    use sandtable::text::assessment::{activities_finding, class_finding, others_finding};
    let zh = [
        (others_finding(Lang::Zh, Some(("O", 1.24))), "自评与他评差距最大的是 O：自评高 1.2"),
        (others_finding(Lang::Zh, Some(("O", -0.8))), "自评与他评差距最大的是 O：自评低 0.8"),
        (others_finding(Lang::Zh, Some(("O", 0.04))), "每个角色的自评都与他评一致"),
        (class_finding(Lang::Zh, Some(("T", -0.5))), "自评与班级平均相差最大的是 T：低 0.5"),
        (class_finding(Lang::Zh, None), "各角色：自评、班级与正职"),
        (activities_finding(Lang::Zh, Some(("风险控制", 2.0))), "关键业务活动中差距最大的是“风险控制”：自评高 2.0"),
        (
            activities_finding(Lang::En, Some(("Risk", 2.0))),
            "Widest gap among key business activities: Risk, self 2.0 higher",
        ),
    ];
    for (found, expected) in zh {
        assert_eq!(found, expected);
    }
}
