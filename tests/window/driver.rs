//! One window under a test: opening it, waiting, looking, calling, screenshots. Keys and mouse are in
//! `driver_input.rs`.

use std::cell::Cell;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};

use super::stage::{self, Stage};

/// Longest time that anything in the window may take before a test gives up.
const PATIENCE: Duration = Duration::from_secs(45);
const PAUSE: Duration = Duration::from_millis(40);

/// A window and the stage that it is on.
pub struct Driver {
    pub client: Client,
    pub stage: Stage,
    artefacts: PathBuf,
    shots: Cell<u32>,
}

/// Opens the window, on a workspace if one is named, does the work and closes it.
pub fn with_window<W, F>(test: &str, workspace: Option<&Path>, work: W)
where
    W: FnOnce(Driver) -> F,
    F: Future<Output = Driver>,
{
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let driver = Driver::open(Stage::set(), test, workspace).await;
        let driver = work(driver).await;
        driver.client.clone().close().await.expect("the window closes");
    });
}

impl Driver {
    /// Opens the window and waits for its page.
    pub async fn open(mut stage: Stage, test: &str, workspace: Option<&Path>) -> Self {
        let client = session(&mut stage, workspace).await;
        let driver = Driver {
            client,
            stage,
            artefacts: stage::artefacts(test),
            shots: Cell::new(0),
        };
        driver.wait_for("#app > *").await;
        driver
    }

    /// Ends the program and starts it again, without a word about what to open.
    pub async fn again(mut self) -> Self {
        self.client.clone().close().await.expect("the window closes");
        self.client = session(&mut self.stage, None).await;
        self.wait_for("#app > *").await;
        self
    }

    /// Ends the program as a crash of the system would: at once, without a word.
    pub fn kill(&self) {
        self.stage.kill_app();
    }

    /// Starts the program again after it was killed.
    pub async fn after_kill(mut self) -> Self {
        // The driver waits for a program that is gone.
        self.stage.another_driver();
        self.client = session(&mut self.stage, None).await;
        self.wait_for("#app > *").await;
        self
    }

    /// Waits until the selector finds something that is shown.
    pub async fn wait_for(&self, selector: &str) -> Element {
        let began = Instant::now();
        loop {
            if let Ok(element) = self.client.find(Locator::Css(selector)).await
                && element.is_displayed().await.unwrap_or(false)
            {
                return element;
            }
            self.patiently(began, &format!("{selector} does not appear"))
                .await;
        }
    }

    /// Waits until the selector finds nothing that is shown.
    pub async fn wait_until_gone(&self, selector: &str) {
        let began = Instant::now();
        loop {
            match self.client.find(Locator::Css(selector)).await {
                Ok(element) if element.is_displayed().await.unwrap_or(false) => {}
                _ => return,
            }
            self.patiently(began, &format!("{selector} stays")).await;
        }
    }

    /// Waits until a text can be read somewhere in the window.
    pub async fn wait_for_text(&self, text: &str) {
        let began = Instant::now();
        while !self.text_of("body").await.contains(text) {
            self.patiently(began, &format!("“{text}” cannot be read")).await;
        }
    }

    /// Waits until a condition holds; `what` names it if it never does.
    pub async fn wait_until<F>(&self, what: &str, mut holds: impl FnMut() -> F)
    where
        F: Future<Output = bool>,
    {
        let began = Instant::now();
        while !holds().await {
            self.patiently(began, what).await;
        }
    }

    async fn patiently(&self, began: Instant, what: &str) {
        if began.elapsed() > PATIENCE {
            self.screenshot("failed").await;
            panic!("{what}; the window says: {}", self.text_of("body").await);
        }
        tokio::time::sleep(PAUSE).await;
    }

    /// The text of an element as shown, '' if there is none. (The driver's own notion of shown text leaves out
    /// what is cut short with an ellipsis.)
    pub async fn text_of(&self, selector: &str) -> String {
        let script = "return document.querySelector(arguments[0])?.innerText ?? ''";
        let text = self.script(script, vec![json!(selector)]).await;
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Runs a function body in the page; `arguments` are its arguments.
    pub async fn script(&self, body: &str, arguments: Vec<Value>) -> Value {
        let result = self.client.execute(body, arguments).await;
        result.unwrap_or_else(|error| panic!("{body}: {error}"))
    }

    /// Calls through the window's door. For looking at what came of the work; the work itself is done by
    /// keys and mouse.
    pub async fn call(&self, command: &str, args: Value) -> Result<Value, Value> {
        let script = "const [command, args, done] = arguments;
            window.__TAURI_INTERNALS__.invoke('call', { command, args }).then(
              (answer) => done({ Ok: answer.ok }), (error) => done({ Err: error }));";
        let arguments = vec![json!(command), args];
        let mut answer = self
            .client
            .execute_async(script, arguments)
            .await
            .expect("the script ends");
        match answer.get_mut("Ok") {
            Some(ok) => Ok(ok.take()),
            None => Err(answer["Err"].take()),
        }
    }

    /// Waits until an element that the selector names has the focus.
    pub async fn wait_for_focus(&self, selector: &str) {
        self.wait_until(&format!("{selector} does not get the focus"), || {
            self.has_focus(selector)
        })
        .await;
    }

    /// Whether an element that the selector names has the focus.
    pub async fn has_focus(&self, selector: &str) -> bool {
        let script = "return document.activeElement?.matches(arguments[0]) ?? false";
        self.script(script, vec![json!(selector)]).await == json!(true)
    }

    /// A place beside the pictures.
    pub fn artefact(&self, name: &str) -> PathBuf {
        self.artefacts.join(name)
    }

    /// Keeps a picture of the page, numbered in order, once it is painted with its fonts.
    pub async fn screenshot(&self, name: &str) {
        let number = self.shots.get() + 1;
        self.shots.set(number);
        // A window that is not painted at all gets no animation frames; its picture is taken all the same.
        let painted = "const done = arguments[0];
            const pause = (time) => new Promise((then) => setTimeout(then, time));
            const frame = () => new Promise((then) => requestAnimationFrame(then));
            Promise.race([document.fonts.ready.then(frame).then(frame).then(() => pause(150)), pause(2000)]).then(done);";
        let _ = self.client.execute_async(painted, vec![]).await;
        let picture = self.client.screenshot().await.expect("a screenshot");
        let file = self.artefacts.join(format!("{number:02}-{name}.png"));
        std::fs::write(&file, picture).expect("a screenshot can be kept");
    }
}

/// Starts the program, on a workspace if one is named.
async fn session(stage: &mut Stage, workspace: Option<&Path>) -> Client {
    let arguments: Vec<String> = workspace.iter().map(|path| path.display().to_string()).collect();
    let options = json!({ "binary": stage::app(), "args": arguments });
    let capabilities = Map::from_iter([("webkitgtk:browserOptions".to_owned(), options)]);
    let began = Instant::now();
    loop {
        let address = stage.address();
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let connecting = builder.capabilities(capabilities.clone()).connect(&address);
        // The driver waits for ever for a program that ended before it said anything.
        let connected = tokio::time::timeout(PATIENCE, connecting).await;
        match connected.expect("the program shows no window") {
            Ok(client) => return client,
            Err(error) => {
                assert!(stage.is_up(), "the driver ended: {error}");
                assert!(began.elapsed() < PATIENCE, "no session: {error}");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}
