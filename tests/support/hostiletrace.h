// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <QList>
#include <QTimeZone>

namespace hopscope::test
{

/// Texts that mean something to what reads an export: HTML, spreadsheets, terminals, Markdown, Mermaid, shells.
inline QList<QByteArray> hostileTexts()
{
    return {"<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "=HYPERLINK(\"http://evil.example\",\"x\")",
            "+1+cmd|' /C calc'!A0",
            "-1+1",
            "@SUM(1)",
            "\t=1+1",
            "\r=1+1",
            "\x1b[31m\x1b]0;title\x07",
            "\xc2\x9b"
            "31m",
            "```\n# heading | `code` ||| [x](javascript:alert(1)) @everyone #1",
            "`` ` ```` |",
            "a;b%%{init: {}}%% end\nparticipant evil #quot; A->>B: hi",
            "'; touch /tmp/owned; echo '$(id)`id`",
            "@/etc/passwd",
            "\xe2\x80\xaetxt.exe\xe2\x81\xa6",
            QByteArray("nul\0nul", 7),
            "\xff\xfe\xed\xa0\x80",
            "]]> --> </style></textarea>&amp;&#0;",
            QByteArray(1024 * 1024, 'A')};
}

/// A trace with `text` in every place that a server, a page or a file can fill.
inline Trace hostileTrace(const QByteArray &text)
{
    const QString words = QString::fromUtf8(text);
    Hop hop;
    hop.request = {.method = text, .url = "http://a.example/" + text, .version = text};
    hop.request.headers.append("X-Test", text);
    hop.request.headers.append(text, "value");
    hop.request.body = bodyOf(text);
    hop.response = Response{.version = text, .status = 302, .reason = text, .body = bodyOf(text)};
    hop.response->headers.append("Location", text);
    hop.response->headers.append("Set-Cookie", text);
    hop.response->headers.append(text, text);
    hop.response->interim.append({.version = text, .status = 103, .reason = text, .headers = hop.response->headers});
    hop.redirect = Redirect{.location = text,
                            .target = "http://b.example/" + text,
                            .verdict = RedirectVerdict::Follow,
                            .reason = words,
                            .source = words,
                            .ledger = {{words, words, words, PartVerdict::Changed, words, words, words}}};
    hop.connection = {words, 80, false, Tls{words, words, {{words, words, {words}, {}, {}, text}}, {words}}};
    hop.wire = Wire{text, text, true};
    hop.notes = {words};
    hop.error = words;
    Hop bare = hop;
    bare.request.method = "POST";
    bare.request.headers = {};
    bare.request.headers.append("X-Test", text);
    return {.client = words,
            .started = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000, Qt::UTC),
            .hops = {hop, bare},
            .outcome = {OutcomeKind::NetworkError, words},
            .findings = {{words, Severity::Error, 0, words, words, words}}};
}

} // namespace hopscope::test
