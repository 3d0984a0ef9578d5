//! A form in a real browser with the network off: fill it in, reload, finish, save, collect.
//!
//! Needs Debian's `chromium` and `chromium-driver`. Without them it is skipped, loudly, unless `CI` is set.

use std::{
    env, fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use sandtable::{
    edit, example,
    exchange::{
        self, Fate,
        answers::{self, AnswerFile},
        codes,
        forms::{self, Form},
        page,
    },
    model::{Answer, Answers, ItemId, RaterGroup, Round, RoundId, Workbook},
    text::Lang,
};
use serde_json::{Value, json};

const CHROMIUM: &str = "/usr/bin/chromium";
const DRIVER: &str = "/usr/bin/chromedriver";

/// A browser of its own, as large as a small phone, that reaches nothing but files.
struct Browser {
    driver: Child,
    port: u16,
    session: String,
    folder: tempfile::TempDir,
}

impl Browser {
    fn start() -> Option<Self> {
        if !(Path::new(CHROMIUM).exists() && Path::new(DRIVER).exists()) {
            assert!(env::var_os("CI").is_none(), "install chromium and chromium-driver");
            eprintln!("SKIPPED: no form was tried in a browser; install chromium and chromium-driver");
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let driver = Command::new(DRIVER)
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut browser = Self { driver, port, session: String::new(), folder };
        let until = Instant::now() + Duration::from_secs(30);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(Instant::now() < until, "the driver does not answer");
            thread::sleep(Duration::from_millis(50));
        }
        let profile = format!("--user-data-dir={}", browser.path("profile").display());
        let arguments = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            &profile,
        ];
        let options = json!({
            "binary": CHROMIUM,
            "args": arguments,
            "mobileEmulation": { "deviceMetrics": { "width": 360, "height": 740, "pixelRatio": 2 } },
            "prefs": { "download.default_directory": browser.path("downloads") },
        });
        let capabilities = json!({ "goog:chromeOptions": options, "goog:loggingPrefs": { "browser": "ALL" } });
        let answer = browser.post("/session", &json!({ "capabilities": { "alwaysMatch": capabilities } }));
        browser.session = answer["sessionId"].as_str().unwrap().to_owned();
        browser.command(
            "chromium/network_conditions",
            &json!({
                "network_conditions": { "offline": true, "latency": 0, "throughput": 0 }
            }),
        );
        Some(browser)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Sends a command and waits for what it answers.
    fn post(&self, path: &str, body: &Value) -> Value {
        let body = body.to_string();
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        let mut stream = BufReader::new(stream);
        let head = format!("POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {}\r\n\r\n", body.len());
        stream.get_mut().write_all((head + &body).as_bytes()).unwrap();
        let mut answer = String::new();
        while !answer.ends_with("\r\n\r\n") {
            assert_ne!(stream.read_line(&mut answer).unwrap(), 0, "{path}: {answer}");
        }
        let length =
            answer.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length:")?.trim().parse().ok());
        let mut body = vec![0; length.unwrap()];
        stream.read_exact(&mut body).unwrap();
        let body = String::from_utf8(body).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200"), "{path}: {body}");
        serde_json::from_str::<Value>(&body).unwrap()["value"].take()
    }

    fn command(&self, command: &str, body: &Value) -> Value {
        self.post(&format!("/session/{}/{command}", self.session), body)
    }

    fn open(&self, page: &Path) {
        self.command("url", &json!({ "url": format!("file://{}", page.display()) }));
    }

    fn run(&self, script: &str) -> Value {
        self.command("execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// Types keys wherever the focus is.
    fn keys(&self, keys: &str) {
        let strokes = |c: char| [json!({ "type": "keyDown", "value": c }), json!({ "type": "keyUp", "value": c })];
        let strokes: Vec<Value> = keys.chars().flat_map(strokes).collect();
        self.command("actions", &json!({ "actions": [{ "type": "key", "id": "keys", "actions": strokes }] }));
    }

    fn click(&self, id: &str) {
        self.run(&format!("document.getElementById('{id}').click()"));
    }

    fn text(&self, selector: &str) -> String {
        self.run(&format!("return document.querySelector('{selector}').textContent")).as_str().unwrap().to_owned()
    }

    /// Whether the page is no wider than the phone, and nothing complained.
    fn is_sound(&self) {
        assert_eq!(self.run("return document.documentElement.scrollWidth"), 360);
        assert_eq!(self.run("return performance.getEntriesByType('resource').length"), 0);
        assert_eq!(self.command("se/log", &json!({ "type": "browser" })), json!([]));
    }

    /// The one file in the folder of downloads, once it is there.
    fn download(&self) -> (String, Vec<u8>) {
        let until = Instant::now() + Duration::from_secs(30);
        loop {
            let files: Vec<PathBuf> = fs::read_dir(self.path("downloads"))
                .into_iter()
                .flatten()
                .flatten()
                .map(|entry| entry.path())
                .collect();
            if let [file] = files.as_slice()
                && file.extension().is_some_and(|extension| extension == "txt")
            {
                return (file.file_name().unwrap().to_string_lossy().into_owned(), fs::read(file).unwrap());
            }
            assert!(Instant::now() < until, "nothing was saved: {files:?}");
            thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Ending the session ends the browser; ending the driver alone would leave it behind.
        if !self.session.is_empty() {
            let quit = format!("DELETE /session/{} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", self.session);
            if let Ok(mut stream) = TcpStream::connect(("127.0.0.1", self.port)) {
                let _ = stream.set_read_timeout(Some(Duration::from_secs(10)));
                let _ = stream.write_all(quit.as_bytes());
                let _ = stream.read(&mut [0; 512]);
            }
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// A round of the example with nothing in, the form of somebody who rates three people or more, and one of its texts
/// made as awkward as texts get.
fn awkward() -> (Workbook, Form) {
    let workbook = example::workbook(Lang::Zh).unwrap();
    let mut round: Round = workbook.rounds.iter().last().unwrap().clone();
    round.responses = Default::default();
    round.name = "</script><script>document.title='run'</script><!-- {{data}} \u{2028}\" \\ & 第一轮".to_owned();
    let workbook = Workbook { rounds: std::sync::Arc::new([round].into_iter().collect()), ..workbook };
    let forms = forms::forms(&workbook, &RoundId::new("2026-autumn").unwrap()).unwrap();
    let form = forms.into_iter().find(|form| form.people.len() == 3 && form.people[0].group == RaterGroup::Oneself);
    (workbook, form.unwrap())
}

fn pages_each(form: &Form) -> usize {
    form.instrument.roles.len() + 2
}

#[test]
fn a_form_is_filled_in_reloaded_saved_and_collected_without_a_network() {
    let Some(browser) = Browser::start() else { return };
    let (workbook, form) = awkward();
    let file = browser.path("form.html");
    fs::write(&file, page::write(&form, Lang::Zh).unwrap()).unwrap();
    browser.open(&file);
    browser.is_sound();
    assert!(browser.text("h1").contains(&form.rater));
    assert!(
        browser.run("return document.title").as_str().unwrap().starts_with("</script><script>document.title='run'")
    );

    // Oneself, by keyboard: each role's items, then the activities.
    let mut own = Answers::default();
    let mut place = 0;
    let lens = form.instrument.roles.iter().map(|role| role.items.len()).chain([form.instrument.activities.len()]);
    for (page, len) in lens.enumerate() {
        browser.click("next");
        assert_eq!(browser.run("return document.querySelectorAll('fieldset').length"), len);
        let keys: String = (0..len).map(|n| ['1', '2', '3', '4', '5', '0', 'n'][(n + page) % 7]).collect();
        browser.keys(&keys);
        for key in keys.chars() {
            own.set(
                place,
                key.to_digit(10).filter(|n| *n > 0).map_or(Answer::NotObserved, |n| Answer::Points(n as u8)),
            );
            place += 1;
        }
        browser.is_sound();
    }
    browser.click("next");
    let comment = "第一行\n\"second\" </script> & \u{1f600}";
    let typed = json!(format!("  {comment}\u{7}\r\n ")).to_string();
    browser.run(&format!(
        "const field = document.querySelector('textarea'); field.value = {typed}; field.dispatchEvent(new Event('input'))"
    ));

    // A draft survives, and is called one.
    browser.open(&file);
    assert_eq!(browser.run("return document.querySelectorAll('textarea').length"), 2);
    assert!(browser.run("return document.querySelector('textarea').value").as_str().unwrap().contains("second"));
    assert!(browser.text("main").contains("草稿"));
    browser.click("language");
    assert!(browser.text("main").contains("Draft"));
    browser.is_sound();

    // The next person, by touch: one answer only.
    browser.click("next");
    assert_eq!(browser.text("h1"), form.people[1].name);
    browser.run("document.querySelectorAll('fieldset')[2].querySelector('input[value=\"4\"]').click()");
    let steps = 1 + form.people.len() * pages_each(&form);
    while browser.run("return document.getElementById('next').hidden") == json!(false) {
        browser.click("next");
    }
    assert_eq!(browser.run("return JSON.parse(Object.values(localStorage)[0]).step"), steps);
    let open = browser.text("main");
    assert!(open.contains(&format!("{}: all {}", form.people[2].name, form.instrument.scored_len())), "{open}");
    browser.is_sound();

    // What the page writes is what the program writes.
    browser.click("save");
    let (name, bytes) = browser.download();
    assert_eq!(name, form.answers_file_name());
    let read: AnswerFile = answers::read(std::str::from_utf8(&bytes).unwrap()).unwrap();
    assert_eq!(answers::write(&read).unwrap().into_bytes(), bytes);
    assert_eq!((read.form, read.edition, read.entries.len()), (form.id, 1, 2));
    assert_eq!(read.entries[0].answers, own);
    assert_eq!(read.entries[0].comments[0].text, comment);
    assert_eq!(read.entries[1].answers.to_string(), "..4");
    let shown = browser.run("return [...document.querySelectorAll('.code')].map((code) => code.textContent)");
    let shown: Vec<String> = serde_json::from_value(shown).unwrap();
    assert_eq!(shown, codes::of(&read, form.instrument.scored_len(), form.instrument.points));

    // It comes in, as file and as code.
    let by_file = exchange::collect(&workbook, &[(name, bytes)]);
    assert!(by_file.lines.iter().all(|line| line.fate == Fate::New), "{:?}", by_file.lines);
    let by_code = exchange::collect(&workbook, &[("message.txt", shown.join("\n"))]);
    let answers_in = |collected: exchange::Collected| {
        let after = edit::apply(&workbook, collected.edit.unwrap()).unwrap();
        let given = after.rounds.iter().last().unwrap().responses.clone();
        given.iter().map(|given| (given.ratee.clone(), given.answers.clone())).collect::<Vec<_>>()
    };
    assert_eq!(answers_in(by_file.clone()), answers_in(by_code));
    let after = edit::apply(&workbook, by_file.edit.unwrap()).unwrap();
    let comments = &after.rounds.iter().last().unwrap().responses.first().unwrap().comments;
    assert_eq!(comments.get(&ItemId::new("keep").unwrap()).map(String::as_str), Some(comment));

    // Looking at the last page again is no new edition; answering more is.
    browser.open(&file);
    assert_eq!(browser.run("return JSON.parse(Object.values(localStorage)[0]).edition"), 1);
    browser.click("back");
    browser.click("back");
    browser.keys("3");
    while browser.run("return document.getElementById('next').hidden") == json!(false) {
        browser.click("next");
    }
    assert_eq!(browser.run("return JSON.parse(Object.values(localStorage)[0]).edition"), 2);
    browser.is_sound();
}

#[test]
fn a_screen_reader_finds_names_roles_and_progress() {
    let Some(browser) = Browser::start() else { return };
    let (_, form) = awkward();
    let file = browser.path("form.html");
    fs::write(&file, page::write(&form, Lang::En).unwrap()).unwrap();
    browser.open(&file);
    browser.click("next");
    for check in [
        "document.documentElement.lang === 'en'",
        "document.activeElement.tagName === 'H1'",
        "[...document.querySelectorAll('fieldset')].every((f) => f.querySelector('legend').textContent)",
        "[...document.querySelectorAll('input')].every((i) => i.type === 'radio' && i.getAttribute('aria-label'))",
        "document.querySelector('input[value=\"5\"]').getAttribute('aria-label') === '5 Consistently'",
        "document.getElementById('status').getAttribute('aria-live') === 'polite'",
        "document.querySelector('[role=progressbar]').getAttribute('aria-valuemax') === '126'",
        "[...document.querySelectorAll('button, label')].every((b) => b.hidden || b.getBoundingClientRect().height >= 40)",
    ] {
        assert_eq!(browser.run(&format!("return {check}")), json!(true), "{check}");
    }
}
