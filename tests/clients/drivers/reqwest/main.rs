// SPDX-License-Identifier: MIT
// Rust's reqwest, one request a line of standard input; see README.md of the folder above.
use std::io::{BufRead, Cursor};
use std::time::Duration;

use reqwest::blocking::{Body, Client};
use serde_json::Value;

type Fault = Box<dyn std::error::Error>;

fn send(wish: &Value) -> Result<String, Fault> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_string();
    let client = Client::builder()
        .danger_accept_invalid_certs(true)
        .no_proxy()
        .timeout(Duration::from_secs(10))
        .build()?;
    let method = reqwest::Method::from_bytes(text(&wish["method"]).as_bytes())?;
    let mut request = client.request(method, text(&wish["url"]));
    for field in wish["headers"].as_array().into_iter().flatten() {
        request = request.header(text(&field[0]), text(&field[1]));
    }
    if let Some(user) = wish["user"].as_array() {
        request = request.basic_auth(text(&user[0]), Some(text(&user[1])));
    }
    if let Some(body) = wish["body"].as_str() {
        request = match wish["stream"].as_bool() {
            Some(true) => request.body(Body::new(Cursor::new(body.as_bytes().to_vec()))),
            _ => request.body(body.to_string()),
        };
    }
    Ok(request.send()?.status().to_string())
}

fn main() -> Result<(), Fault> {
    for line in std::io::stdin().lock().lines() {
        match serde_json::from_str(&line?).map_err(Fault::from).and_then(|wish| send(&wish)) {
            Ok(end) => println!("{end}"),
            Err(fault) => println!("error {}", fault.to_string().replace('\n', " ")),
        }
    }
    Ok(())
}
