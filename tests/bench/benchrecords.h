// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayList>

#include <utility>

/// Made-up recordings of chains of `hops` requests, as browsers and curl write them.
inline QByteArray number(int value)
{
    return QByteArray::number(value);
}

inline QByteArray harEntry(const QByteArray &path, const QByteArray &location, int millisecond)
{
    const QByteArray time = QByteArray::number(1'000 + millisecond / 1'000 % 60 + 0).sliced(2) + '.' +
                            QByteArray::number(1'000 + millisecond % 1'000).sliced(1);
    const QByteArray minute = QByteArray::number(100 + millisecond / 60'000).sliced(1);
    const QByteArray fields =
        location.isEmpty() ? QByteArray() : R"({"name": "Location", "value": ")" + location + R"("})";
    return R"({"startedDateTime": "2026-01-01T00:)" + minute + ':' + time +
           R"(Z", "time": 1, "request": {"method": "GET", "url": "http://a.example/)" + path +
           R"(", "httpVersion": "HTTP/1.1", "headers": [{"name": "Host", "value": "a.example"}], "queryString": [], )"
           R"("cookies": [], "headersSize": -1, "bodySize": 0}, "response": {"status": )" +
           (location.isEmpty() ? "200" : "302") + R"(, "statusText": "X", "httpVersion": "HTTP/1.1", "headers": [)" +
           fields +
           R"(], "cookies": [], "content": {"size": 0, "mimeType": ""}, "redirectURL": "", "headersSize": -1, )"
           R"("bodySize": 0}, "cache": {}, "timings": {"send": 0, "wait": 1, "receive": 0}})";
}

inline QByteArray har(const QByteArrayList &entries)
{
    return R"({"log": {"version": "1.2", "creator": {"name": "x", "version": "1"}, "entries": [)" + entries.join(",") +
           "]}}";
}

/// One chain, each of whose requests is another.
inline QByteArray longHar(int hops)
{
    QByteArrayList entries;
    for (int i = 0; i < hops; ++i)
        entries.append(harEntry(number(i), i + 1 < hops ? '/' + number(i + 1) : QByteArray(), i));
    return har(entries);
}

/// Chains of three requests whose exchanges lie between each other; with `equal`, all to the same URLs.
inline QByteArray interleavedHar(int hops, bool equal)
{
    QByteArrayList entries;
    for (int step = 0; step < 3; ++step) {
        for (int chain = 0; chain < hops / 3; ++chain) {
            const QByteArray folder = equal ? QByteArray() : number(chain) + '/';
            const QByteArray next = step < 2 ? '/' + folder + number(step + 1) : QByteArray();
            entries.append(harEntry(folder + number(step), next, (step * (hops / 3) + chain) / 10));
        }
    }
    return har(entries);
}

/// As `curl -v -L` writes it.
inline QByteArray verbose(int hops)
{
    QByteArray text = "*   Trying 127.0.0.1:80...\n* Connected to a.example (127.0.0.1) port 80 (#0)\n";
    for (int i = 0; i < hops; ++i) {
        const bool last = i + 1 == hops;
        text += "> GET /" + number(i) + " HTTP/1.1\n> Host: a.example\n> User-Agent: curl/7.88.1\n> Accept: */*\n> \n";
        text += last ? "< HTTP/1.1 200 OK\n" : "< HTTP/1.1 302 X\n< Location: /" + number(i + 1) + '\n';
        text += "< Content-Length: 0\n< \n* Connection #0 to host a.example left intact\n";
        if (!last)
            text += "* Issue another request to this URL: 'http://a.example/" + number(i + 1) + "'\n";
    }
    return text;
}

/// As `curl -i -L` writes it.
inline QByteArray heads(int hops)
{
    QByteArray text;
    for (int i = 0; i + 1 < hops; ++i)
        text += "HTTP/1.1 302 X\r\nLocation: http://a.example/" + number(i + 1) + "\r\nContent-Length: 0\r\n\r\n";
    return text + "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
}

/// Two URLs that lead to each other.
inline QByteArray loopHar(int hops)
{
    QByteArrayList entries;
    for (int i = 0; i < hops; ++i)
        entries.append(harEntry(number(i % 2), '/' + number((i + 1) % 2), i));
    return har(entries);
}

/// As CI keeps it, piped: a stamp and the meter of curl before each line.
inline QByteArray stamped(int hops)
{
    QByteArray text;
    for (const QByteArray &line : verbose(hops).split('\n'))
        text += "2026-05-28T11:51:56.8440000Z \r  0     0    0     0    0     0      0      0 --:--:-- --:--:-- "
                "--:--:--     0" +
                line + '\n';
    return text;
}

/// `unit` for each request, %1 its number and %2 the next one's; `between` stands between two.
inline QByteArray repeated(int hops, const QByteArray &begin, const QByteArray &unit, const QByteArray &between = {},
                           const QByteArray &end = {})
{
    QByteArrayList units;
    for (int i = 0; i < hops; ++i)
        units.append(QByteArray(unit).replace("%1", number(i)).replace("%2", number(i + 1)));
    return begin + units.join(between) + end;
}
