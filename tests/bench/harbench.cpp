// SPDX-License-Identifier: MIT
// Reads a HAR of 100 MB against QJsonDocument alone, and writes 100,000 hops. Each figure comes from a process of its
// own, so that its peak of memory is its own too.
#include "formats/formats.h"
#include "formats/har/har.h"
#include "text/wholefile.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>

using namespace hopscope;
using namespace Qt::StringLiterals;

namespace
{

constexpr int kEntries = 20'000;
constexpr int kChainHops = 4;
constexpr int kContentBytes = 3'900;
constexpr int kHopsWritten = 100'000;
constexpr int kRounds = 3;
constexpr double kMegabyte = 1'000'000;

QByteArray field(const QByteArray &name, const QByteArray &value)
{
    return "{\"name\": \"" + name + "\", \"value\": \"" + value + "\"}";
}

/// As Chromium writes it: chains of four requests, the last with content.
QByteArray entry(int number)
{
    const int step = number % kChainHops;
    const bool last = step == kChainHops - 1;
    const QByteArray id = QByteArray::number(number);
    const QByteArray url = "https://shop.example/orders/" + id + "?utm_source=mail&amp=1";
    const QByteArray next = "/orders/" + QByteArray::number(number + 1) + "?utm_source=mail&amp=1";
    QByteArray text;
    const QByteArray line = "<p class=\\\"row\\\">Some text of a page, with \\\"quotes\\\" and a line end.</p>\\n";
    while (text.size() < kContentBytes * (last ? 4 : 0))
        text += line;
    QByteArray fields =
        field("Host", "shop.example") + "," + field("User-Agent", "Mozilla/5.0 (X11; Linux) Chrome/126");
    for (int i = 0; i < 10; ++i)
        fields += "," + field("sec-ch-ua-" + QByteArray::number(i), "\\\"Chromium\\\";v=\\\"126\\\"");
    const QByteArray second =
        QByteArray::number(10 + number / 1000 % 50) + "." + QByteArray::number(1000 + number % 1000).sliced(1);
    return "{\"_priority\": \"High\", \"_initiator\": {\"type\": \"other\"}, \"startedDateTime\": \"2026-11-22T10:" +
           QByteArray::number(10 + number / 50'000) + ":" + second +
           "Z\", \"time\": 0.8, \"request\": {\"method\": \"GET\", \"url\": \"" + url +
           "\", \"httpVersion\": \"http/1.1\", \"headers\": [" + fields +
           "], \"queryString\": [], \"cookies\": [], \"headersSize\": -1, \"bodySize\": 0}, \"response\": "
           "{\"status\": " +
           (last ? "200" : "302") + ", \"statusText\": \"\", \"httpVersion\": \"http/1.1\", \"headers\": [" +
           field("Content-Type", "text/html") + (last ? QByteArray() : "," + field("Location", next)) +
           "], \"cookies\": [], \"content\": {\"size\": " + QByteArray::number(text.size()) +
           ", \"mimeType\": \"text/html\", \"text\": \"" + text + "\"}, \"redirectURL\": \"" +
           (last ? QByteArray() : next) +
           "\", \"headersSize\": -1, \"bodySize\": -1}, \"cache\": {}, \"timings\": {\"blocked\": -1, \"dns\": -1, "
           "\"connect\": -1, \"ssl\": -1, \"send\": 0.1, \"wait\": 0.6, \"receive\": 0.1}}";
}

QByteArray bigHar()
{
    QByteArray har =
        "{\"log\": {\"version\": \"1.2\", \"creator\": {\"name\": \"WebInspector\", \"version\": \"537.36\"}, "
        "\"pages\": [], \"entries\": [\n";
    for (int i = 0; i < kEntries; ++i)
        har += (i > 0 ? ",\n" : "") + entry(i);
    return har + "]}}\n";
}

/// Kilobytes of the line `name` in /proc/self/status.
qint64 memory(const QByteArray &name)
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith(name))
            return line.simplified().split(' ').value(1).toLongLong();
    }
    return 0;
}

QByteArray content(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Trace longTrace()
{
    Trace trace{.client = u"browser"_s};
    for (int i = 0; i < kHopsWritten; ++i) {
        Hop hop;
        hop.request = {.method = "GET", .url = "https://shop.example/orders/" + QByteArray::number(i)};
        hop.request.headers.append("Host", "shop.example");
        hop.response = Response{.version = "HTTP/1.1", .status = 302, .reason = "Found"};
        hop.response->headers.append("Location", "/orders/" + QByteArray::number(i + 1));
        hop.redirect = Redirect{.location = "/orders/" + QByteArray::number(i + 1),
                                .target = "https://shop.example/orders/" + QByteArray::number(i + 1),
                                .verdict = RedirectVerdict::Follow,
                                .reason = u"GET stays GET."_s};
        trace.hops.append(hop);
    }
    return trace;
}

/// Writes the trace to a file, as the program does, and returns the file's size.
qint64 writtenBytes(const Format &format, const Trace &trace)
{
    const QTemporaryDir folder;
    WholeFile file(folder.filePath(u"written"_s));
    const auto append = [&](const QByteArray &bytes) { return file.append(bytes); };
    return file.open() && writeTraces(format, {trace}, append) && file.commit() ? QFileInfo(file.path()).size() : 0;
}

/// What one process measures: milliseconds, peak in kilobytes, a number that shows that the work was done.
void measure(const QString &what, const QString &path)
{
    const QByteArray json = what.startsWith(u"write") ? QByteArray() : content(path);
    const Trace trace = what.startsWith(u"write") ? longTrace() : Trace();
    const qint64 before = memory("VmHWM:");
    QElapsedTimer clock;
    clock.start();
    qint64 done = 0;
    if (what == u"json"_s)
        done = QJsonDocument::fromJson(json).isObject() ? 1 : 0;
    else if (what == u"read"_s)
        done = readHar(json).value.value_or(ReadRecord()).traces.size();
    else
        done = writtenBytes(*findFormat(what == u"write-har"_s ? u"har"_s : u"csv"_s), trace);
    std::printf("%lld %lld %lld %lld\n", static_cast<long long>(clock.elapsed()),
                static_cast<long long>(memory("VmHWM:")), static_cast<long long>(before), static_cast<long long>(done));
}

struct Figures {
    qint64 milliseconds = 0;
    qint64 peak = 0;   ///< kilobytes of the whole process
    qint64 before = 0; ///< its peak before the work began
    qint64 done = 0;
};

/// The fastest of some rounds.
Figures run(const QString &what, const QString &path)
{
    Figures best;
    for (int i = 0; i < kRounds; ++i) {
        QProcess process;
        process.start(QCoreApplication::applicationFilePath(), {what, path});
        process.waitForFinished(-1);
        const QList<QByteArray> words = process.readAllStandardOutput().simplified().split(' ');
        const Figures found{words.value(0).toLongLong(), words.value(1).toLongLong(), words.value(2).toLongLong(),
                            words.value(3).toLongLong()};
        if (i == 0 || found.milliseconds < best.milliseconds)
            best = found;
    }
    return best;
}

void compareReading(const QString &path, qint64 bytes)
{
    const Figures json = run(u"json"_s, path);
    const Figures read = run(u"read"_s, path);
    const double size = double(bytes) / kMegabyte;
    std::printf(
        "HAR of %.0f MB, %d entries, %lld traces: read and judged in %lld ms, QJsonDocument::fromJson %lld ms = "
        "%.2f times\n",
        size, kEntries, static_cast<long long>(read.done), static_cast<long long>(read.milliseconds),
        static_cast<long long>(json.milliseconds), double(read.milliseconds) / double(json.milliseconds));
    std::printf("    peak of memory %.2f times the file (QJsonDocument %.2f times)\n",
                double(read.peak) * 1024 / double(bytes), double(json.peak) * 1024 / double(bytes));
}

void reportWriting(const QString &what)
{
    const Figures written = run(what, {});
    std::printf("%s: %d hops in %lld ms, %.0f MB; memory grew by %.2f times the output\n", qPrintable(what),
                kHopsWritten, static_cast<long long>(written.milliseconds), double(written.done) / kMegabyte,
                double(written.peak - written.before) * 1024 / double(written.done));
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() > 1) {
        measure(arguments.at(1), arguments.value(2));
        return 0;
    }
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"big.har"_s);
    const QByteArray har = bigHar();
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(har) != har.size())
        return 1;
    file.close();
    compareReading(path, har.size());
    reportWriting(u"write-csv"_s);
    reportWriting(u"write-har"_s);
    return 0;
}
