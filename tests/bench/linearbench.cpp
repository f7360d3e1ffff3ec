// SPDX-License-Identifier: MIT
// How the cost of reading, of redaction and of comparing clients grows: each at 1, 4 and 16 times a size, with the
// ratios. Four times the size should take four times as long.
#include "benchrecords.h"
#include "formats/audit/auditchains.h"
#include "formats/audit/auditlist.h"
#include "formats/collection/bruno.h"
#include "formats/collection/httpfile.h"
#include "formats/collection/postman.h"
#include "formats/formats.h"
#include "formats/readers.h"
#include "formats/redaction/redaction.h"
#include "http/freshness.h"
#include "redirect/refresh.h"
#include "trace/sidebyside.h"
#include "trace/tracealign.h"

#include <QElapsedTimer>

#include <algorithm>
#include <cstdio>
#include <functional>

using namespace hopscope;
using namespace Qt::StringLiterals;

namespace
{

constexpr int kRounds = 3;
constexpr int kHops = 500; ///< of a record, at the smallest size
constexpr int kBracketsForHop = 20;
constexpr int kContentBytes = 60'000; ///< of a line, at the smallest size
constexpr int kFields = 500;          ///< of a request, at the smallest size
constexpr int kListRows = 5000;       ///< of a list, at the smallest size
constexpr int kPageBytes = 250'000;   ///< of a page that is searched for what loads another, at the smallest size

double milliseconds(const std::function<void()> &work)
{
    qint64 best = -1;
    for (int round = 0; round < kRounds; ++round) {
        QElapsedTimer clock;
        clock.start();
        work();
        const qint64 passed = clock.nsecsElapsed();
        best = best < 0 ? passed : std::min(best, passed);
    }
    return double(best) / 1e6;
}

/// `make(size)` is timed at three sizes; what it returns is the work.
void grow(const char *name, int size, const std::function<std::function<void()>(int)> &make)
{
    double times[3];
    for (int i = 0; i < 3; ++i)
        times[i] = milliseconds(make(size << (2 * i)));
    printf("%-34s %9.2f ms %9.2f ms %9.2f ms   4 times: %.1f, 16 times: %.1f\n", name, times[0], times[1], times[2],
           times[1] / times[0], times[2] / times[0]);
}

void growReader(const char *name, const std::function<QByteArray(int)> &record)
{
    grow(name, kHops, [&](int size) {
        return [bytes = record(size)] {
            if (const auto traces = readTraces(bytes); !traces)
                printf("not read: %s\n", qPrintable(traces.error));
        };
    });
}

QByteArray contentOf(const QByteArray &kind, int bytes)
{
    QByteArray content;
    for (int i = 0; content.size() < bytes; ++i) {
        const QByteArray n = number(i);
        if (kind == "text/html")
            content += "<div class=\"row r" + n + "\"><a href=\"/p/" + n + "?x=" + n +
                       "&amp;y=2\">link</a><input name=f" + n + " value=v" + n + "><p>Some text: here</p></div>";
        else if (kind == "text/css")
            content += ".c" + n + ">a:hover{color:#fff;margin:0 " + n + "px;background:url(/i/" + n + ".png)}";
        else if (kind == "application/javascript")
            content += "function f" + n + "(a,b){var c=a+b,d={k" + n + ":\"v\",n:" + n + "};return c?d.k" + n + ":e[" +
                       n + "]}";
        else if (kind == "application/json")
            content +=
                (i == 0 ? "[" : ",") + QByteArray("{\"k\":\"v") + n + "\",\"list\":[1,2],\"token\":\"t" + n + "\"}";
        else
            content += "k" + n + "=v" + n + "&long%20name=a%2Bb&token=t" + n + '&';
    }
    return kind == "application/json" ? content + ']' : content;
}

Trace traceWith(const QByteArray &type, const QByteArray &content)
{
    Trace trace;
    Hop hop{.request = {.method = "GET", .url = "http://a.example/"}};
    hop.response = Response{.version = "HTTP/1.1", .status = 200, .reason = "OK"};
    hop.response->headers.append("Content-Type", type);
    hop.response->body = bodyOf(content);
    trace.hops.append(hop);
    return trace;
}

/// Shapes that a search for secrets could go over more than once: names without values, quotes without ends, runs.
void growSecrets()
{
    const struct {
        const char *name;
        const char *type;
        QByteArray unit;
    } shapes[] = {
        {"settings", "text/plain", "name = value\npassword = s3cr3tvalue\n"},
        {"quotes that do not end", "text/plain", "'token': 'abc \"x\": "},
        {"escaped quotes that do not end", "text/plain", "&quot;token&quot;:&quot;abc "},
        {"names in a row", "text/plain", "password:token=secret:"},
        {"blanks", "text/plain", "token                 :                "},
        {"columns", "text/csv", "user,password\nann,s3cr3tvalue\n"},
        {"comments", "text/html", "<!-- password: s3cr3tvalue --><!-- <b>x</b>"},
        {"open comments", "text/html", "<!-- password "},
        {"private keys without end", "text/plain", "-----BEGIN PRIVATE KEY-----\nQUJD"},
        {"beginnings of keys", "text/plain", "ghp_ sk- xoxb-1 eyJ. AKIA 1//0 "},
        {"digits", "text/plain", "4111 1111 1111 1112 "},
        {"one run of digits", "text/plain", "4111"},
        {"one run of base64", "text/plain", "eyJhIjoi"},
        {"base64", "text/plain", "eyJ0b2tlbiI6InMzY3IzdHZhbHVlIn0= "},
        {"paths", "text/plain", "/reset/a1b2c3d4e5/verify/token=1/"},
        {"ASP.NET sessions", "text/plain", "/(S(lit3py55t21z5v55)X(1)F("},
        {"recovery codes", "text/plain", "recovery code 1a2b3-4c5d6 "},
        {"schemes", "text/plain", "Basic Bearer Token Basic%20 "},
        {"prose", "text/plain", "the password is "},
        {"single quotes", "application/json", "{'token': 'abc', 'n': [1, 'x']}, "},
        {"array pairs", "application/json", "[[\"token\",\"abc1\"],"},
        {"open objects", "application/json", "{\"token\":{"},
        {"calls", "application/javascript", "x.setItem('token','s3cr3t1');f('"},
        {"YAML blocks", "application/yaml", "secret: |\n  s3cr3tvalue\n  a\n"},
    };
    for (const auto &shape : shapes) {
        grow((QByteArray("redaction, ") + shape.name).constData(), kContentBytes, [&](int bytes) {
            return [trace = traceWith(shape.type, shape.unit.repeated(bytes / shape.unit.size()))] {
                redacted(trace, RedactionOptions());
            };
        });
    }
    grow("redaction, challenges", kContentBytes, [](int bytes) {
        const QByteArray unit = R"(Digest realm="a, b", nonce="abc", NTLM TlRM==, )";
        Trace trace = traceWith("text/plain", {});
        trace.hops.first().response->headers.append("WWW-Authenticate", unit.repeated(bytes / unit.size()));
        return [trace] { redacted(trace, RedactionOptions()); };
    });
}

/// Requests with as many fields and cookies each, of which the second chain drops every other one.
void growSides(const char *name, int size, const std::function<std::pair<int, int>(int)> &hopsAndFields)
{
    grow(name, size, [&](int bytes) {
        const auto [hops, fields] = hopsAndFields(bytes);
        Hop all{.request = {.method = "GET", .url = "http://a.example/"}, .response = Response{.status = 302}};
        Hop half = all;
        QByteArray cookies;
        for (int i = 0; i < fields; ++i) {
            all.request.headers.append("X-" + number(i), number(i));
            cookies += 'c' + number(i) + "=v; ";
            if (i % 2 == 0)
                half.request.headers.append("X-" + number(i), number(i));
        }
        all.request.headers.append("Cookie", cookies);
        const Trace whole{.hops = QList<Hop>(hops, all)};
        Trace dropped{.hops = QList<Hop>(hops, half)};
        dropped.hops.first() = all;
        return [traces = QList<Trace>{whole, dropped}] {
            if (sideBySide(traces, {u"a"_s, u"b"_s}).firstDifferences.constFirst().isEmpty())
                printf("no difference was seen\n");
        };
    });
}

/// `start`, then `part` again and again, then `end`.
void growPage(const char *name, const QByteArray &start, const QByteArray &part, const QByteArray &end = {})
{
    grow(name, kPageBytes, [&](int bytes) {
        Response page{.status = 200};
        page.headers.append("Content-Type", "text/html");
        page.body.bytes = start + part.repeated(bytes / part.size()) + end;
        return [page] { movesOf(page, "http://a.example/", kBrowserRefresh); };
    });
}

void growPages()
{
    growPage("page, tags", {}, "<p class=\"a\" title='b'>text</p>");
    growPage("page, meta elements with a long base", "<base href=/" + QByteArray(kPageBytes / 10, 'x') + '>',
             "<meta http-equiv=refresh content=\"0; url=/\">");
    growPage("page, comment that is not closed", "<!--", "<-- --");
    growPage("page, <", {}, "<");
    growPage("page, </", {}, "</");
    growPage("page, attributes without end", "<p ", "a='b' ");
    growPage("page, references", "<p onload=\"", "&#&amp&x", "\">");
    growPage("page, title that is not closed", "<title>", "</title");
    growPage("page, script that is not closed", "<script>", "<!--<script>");
    growPage("page, script of slashes", "<script>", "/[", "</script>");
    growPage("page, script of templates", "<script>", "`${", "</script>");
    growPage("page, script of members", "<script>", "location[\"a\"].", "</script>");
}

void growText(const char *name, const QByteArray &start, const QByteArray &part, const QByteArray &end,
              const std::function<bool(const QByteArray &)> &read)
{
    grow(name, kPageBytes, [&](int bytes) {
        return [text = start + part.repeated(bytes / part.size()) + end, read] {
            if (!read(text))
                printf("not read\n");
        };
    });
}

void growCollections()
{
    Variables variables;
    variables.set({u"a"_s, u"value"_s});
    const auto fill = [variables](const QByteArray &text) { return bool(substituted(text, variables, {})); };
    growText("variables", {}, "text {{a}} and {{ }} {\"x\":{{a}}}", {}, fill);
    growText("variables, braces alone", {}, "{{", {}, fill);
    const auto bru = [](const QByteArray &text) { return bool(readBruno({{u"a.bru"_s, text}})); };
    growText("Bruno, fields", "get {\n  url: http://a/\n}\nheaders {\n", "  A: {{b}}\n  ~C: 1\n", "}\n", bru);
    growText("Bruno, blocks", "get {\n  url: http://a/\n}\n", "body:json {\n  {}\n}\nvars {\n}\n", {}, bru);
    growText("Bruno, parameters", "get {\n  url: http://a/\n}\nparams:query {\n", "  a: 1\n", "}\n", bru);
    const auto postman = [](const QByteArray &text) { return bool(readPostman(text)); };
    growText("Postman, requests", R"({"info": {}, "variable": [{"key": "a"}], "item": [{"name": "f", "variable": [)",
             R"({"key": "a", "value": "b"},)",
             R"({"key": "c"}], "item": [{"name": "r", "request": "http://{{c}}"}]}]})", postman);
    growText("Postman, items", R"({"info": {}, "item": [)",
             R"({"name": "r", "request": {"url": "http://a/", "header": [{"key": "A", "value": "{{b}}"}]}},)",
             R"({"name": "r", "request": "http://{{a}}"}]})", postman);
    const auto http = [](const QByteArray &text) { return bool(readHttpFile(text)); };
    growText(".http, requests", {}, "### a\nGET http://a/\nA: 1\n\nbody\n", {}, http);
    growText(".http, variables", {}, "@a = {{a}}{{a}}\n# b\n", "\nGET http://a/\n", http);
    growText(".http, references", "GET http://a/\n\n", "{{a b}} {{$guid}} {{", {}, http);
}

void growList(const char *name, const QByteArray &begin, const QByteArray &unit, const AuditListOptions &options = {})
{
    grow(name, kListRows, [&](int rows) {
        return [text = repeated(rows, begin, unit), options] {
            const Result<AuditList> list = readAuditList({{{}, text}}, options);
            if (!list || chainsWithin(list->rows).size() > list->rows.size())
                printf("not read\n");
        };
    });
}

void growLists()
{
    growList("list, lines that are one chain", {}, "http://a.example/%1 /%2 301\n");
    growList("list, CSV", "source,target,note\n", "http://a.example/%1,/n%1,\"a \"\"b\"\"\"\n");
    growList("list, quotes that do not end", "source,target\n", "\"http://a.example/%1,\"\"/x\n");
    growList("list, sitemap", "<urlset>", "<url><loc>http://a.example/%1</loc></url>");
    growList("list, a line of Markdown", {}, "[a](http://a.example/%1) `x`` <http://a.example/b%1> ");
    growList("list, brackets of Markdown", "[a](http://a.example/) ", "[](((( `` <http://");
    growList("list, HTML", "<html>", "<a href=http://a.example/%1>x</a>\n");
    growList("list, a rule and variants", "~^/(\\d+)$ /n/$1\n", "http://a.example/%1\n",
             {.variants = {u"scheme"_s, u"www"_s, u"slash"_s}});
}

/// A head as --trace-ascii writes it: each line behind the number of the bytes before it.
QByteArray traced(const QByteArray &title, const QByteArray &head)
{
    QByteArray text = title + ", " + number(int(head.size())) + " bytes\n";
    for (qsizetype at = 0; at < head.size(); at = head.indexOf('\n', at) + 1)
        text += QByteArray::number(at, 16).rightJustified(4, '0') + ": " +
                head.sliced(at, head.indexOf('\r', at) - at) + '\n';
    return text;
}

void growTools()
{
    growReader("--trace-ascii", [](int hops) {
        QByteArray text = "== Info: Connected to a.example (127.0.0.1) port 80\n";
        for (int i = 0; i < hops; ++i)
            text += traced("=> Send header", "GET /" + number(i) + " HTTP/1.1\r\nHost: a.example\r\n\r\n") +
                    traced("<= Recv header", "HTTP/1.1 302 Found\r\nLocation: /" + number(i + 1) + "\r\n\r\n");
        return text;
    });
    growReader("wget -d", [](int hops) {
        return repeated(hops, {},
                        "--2026-11-26 19:28:17--  http://a.example/%1\n---request begin---\nGET /%1 HTTP/1.1\n"
                        "Host: a.example\n\n---request end---\n---response begin---\nHTTP/1.1 302 X\n"
                        "Location: /%2\n\n---response end---\n");
    });
    growReader("http.client", [](int hops) {
        return repeated(hops, {},
                        "send: b'GET /%1 HTTP/1.1\\r\\nHost: a.example\\r\\n\\r\\n'\n"
                        "reply: 'HTTP/1.1 302 X\\r\\n'\nheader: Location: /%2\n");
    });
    growReader("OkHttp", [](int hops) {
        return repeated(hops, {},
                        "--> GET http://a.example/%1 h2\n--> END GET\n<-- 302 http://a.example/%1 (1ms)\n"
                        "Location: /%2\n<-- END HTTP\n");
    });
    growReader("Apache HttpClient", [](int hops) {
        const QByteArray log = "d o.a.h.wire - http-outgoing-0 ";
        return repeated(hops, {},
                        log + ">> \"GET /%1 HTTP/1.1[\\r][\\n]\"\n" + log + ">> \"Host: a.example[\\r][\\n]\"\n" + log +
                            ">> \"[\\r][\\n]\"\n" + log + "<< \"HTTP/1.1 302 X[\\r][\\n]\"\n" + log +
                            "<< \"Location: /%2[\\r][\\n]\"\n" + log + "<< \"[\\r][\\n]\"\n");
    });
    growReader("copied headers", [](int hops) {
        return repeated(hops, {},
                        "Request URL: http://a.example/%1\nRequest Method: GET\nStatus Code: 302 X\n\n"
                        "location: /%2\n\n");
    });
    growReader("HTTPie", [](int hops) {
        return repeated(hops, {},
                        "GET /%1 HTTP/1.1\nHost: a.example\nUser-Agent: HTTPie/3.2.1\n\n\n\nHTTP/1.1 302 X\n"
                        "Location: /%2\nContent-Length: 0\n\n\n\n");
    });
    growReader("NetLog", [](int hops) {
        return repeated(hops,
                        R"({"constants":{"logEventTypes":{"URL_REQUEST_START_JOB":2,)"
                        R"("HTTP_TRANSACTION_READ_RESPONSE_HEADERS":4},"timeTickOffset":"1"},"events":[)",
                        R"({"source":{"id":1},"type":2,"phase":1,"time":"%1","params":{"url":"http://a.example/%1"}},)"
                        R"({"source":{"id":1},"type":4,"phase":0,"time":"%1",)"
                        R"("params":{"headers":["HTTP/1.1 302 X","Location: /%2"]}})",
                        ",", "]}");
    });
    growReader("trace.network", [](int hops) {
        return repeated(hops, {},
                        R"({"type":"resource-snapshot","snapshot":{"request":{"method":"GET",)"
                        R"("url":"http://a.example/%1"},"response":{"status":302,"redirectURL":"/%2"}}})"
                        "\n");
    });
    growReader("httpx", [](int hops) {
        return repeated(hops, R"({"input":"a","url":"http://a.example","status_code":302,"chain":[)",
                        R"({"status_code":302,"location":"/%2","request-url":"http://a.example/%1"})", ",", "]}");
    });
    growReader("httptap", [](int hops) {
        return repeated(hops, R"({"initial_url":"http://a.example/0","steps":[)",
                        R"({"url":"http://a.example/%1","response":{"status":302,"location":"/%2"}})", ",", "]}");
    });
    growReader("httptap, steps that are left out", [](int hops) {
        return repeated(hops, R"({"initial_url":"http://a.example/0","steps":[)", R"({"url":%1})", ",",
                        R"(,{"url":"http://a.example/"}]})");
    });
    growReader("Apache HttpClient, open brackets", [](int hops) {
        const QByteArray log = "d o.a.h.wire - http-outgoing-0 >> \"";
        return log + "GET /" + QByteArray("[0x").repeated(hops * kBracketsForHop) + " HTTP/1.1[\\r][\\n]\"\n" + log +
               "Host: a.example[\\r][\\n]\"\n";
    });
    growReader("copied headers, open brackets", [](int hops) {
        return "Request URL: http://a.example/\n" + QByteArray("(").repeated(hops * kBracketsForHop) + '\n';
    });
}

} // namespace

int main()
{
    growReader("HAR, one chain", longHar);
    growReader("HAR, chains between each other", [](int hops) { return interleavedHar(hops, false); });
    growReader("HAR, equal chains", [](int hops) { return interleavedHar(hops, true); });
    growReader("HAR, a loop", loopHar);
    growReader("HAR, entries that are left out",
               [](int hops) { return har(QByteArrayList(hops, "{}") + QByteArrayList{harEntry("a", {}, 1)}); });
    growReader("curl -v", verbose);
    growReader("curl -v, stamped and piped", stamped);
    growTools();
    growReader("curl -i", heads);
    growReader("trace file", [](int hops) {
        const auto traces = readTraces(longHar(hops));
        return findFormat(u"json")->write(traces->constFirst());
    });
    for (const char *type :
         {"text/html", "text/css", "application/javascript", "application/json", "application/x-www-form-urlencoded"}) {
        grow((QByteArray("redaction, one line of ") + type).constData(), kContentBytes, [&](int bytes) {
            return [trace = traceWith(type, contentOf(type, bytes))] { redacted(trace, RedactionOptions()); };
        });
    }
    growSecrets();
    grow("Cache-Control, many directives", kContentBytes, [](int bytes) {
        const QByteArray unit = R"(no-cache="A, B", x=y, max-age=60, )";
        const QByteArray value = unit.repeated(bytes / unit.size());
        return [response = Response{.status = 302, .headers = {{{"Cache-Control", value}}}}] {
            if (freshnessOf("GET", response, QDateTime::currentDateTimeUtc(), kRfc9111Cache).stored)
                printf("no-cache was not seen\n");
        };
    });
    growSides("clients side by side, requests", int(kMaxAlignedHops) + 1, [](int hops) { return std::pair(hops, 10); });
    growSides("clients side by side, fields", kFields, [](int fields) { return std::pair(10, fields); });
    growPages();
    growCollections();
    growLists();
    return 0;
}
