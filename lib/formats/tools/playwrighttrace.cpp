// SPDX-License-Identifier: MIT
#include "formats/tools/playwrighttrace.h"

#include "formats/har/harlog.h"
#include "formats/record/recordedtraces.h"
#include "formats/tools/jsonlines.h"
#include "redirect/profile.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

/// The member "type" of an event.
QByteArray typeOfEvent(QByteArrayView line)
{
    JsonCursor in(line);
    QByteArray type;
    if (in.peek() != JsonType::Object)
        return {};
    in.object([&](const QByteArray &name) {
        if (name != "type" || in.peek() != JsonType::Text) {
            in.skip();
            return;
        }
        type = in.text();
        // What follows does not matter any more.
        in.fail(u"found"_s);
    });
    return type;
}

} // namespace

bool looksLikePlaywrightTrace(const QByteArray &text)
{
    const qsizetype end = text.indexOf('\n');
    const QByteArray type = typeOfEvent(end < 0 ? text : text.first(end));
    return type == "resource-snapshot" || type == "context-options";
}

Result<ReadRecord> readPlaywrightTrace(const QByteArray &text)
{
    ForeignEntries entries;
    RecordNotes bad;
    eachJsonLine(text, [&](QByteArrayView line, int number) {
        JsonCursor in(line, number);
        if (in.peek() != JsonType::Object) {
            bad.add(u"line %1 was left out: it is no JSON object"_s.arg(number));
            return;
        }
        const bool isRequest = typeOfEvent(line) == "resource-snapshot";
        in.object([&](const QByteArray &name) {
            if (name == "snapshot" && isRequest && in.peek() == JsonType::Object)
                entries.read(in, nullptr);
            else
                in.skip();
        });
        in.finish();
        if (in.failed())
            bad.add(bad.isKept() ? u"line %1 was left out: %2"_s.arg(QString::number(number), in.error()) : QString());
    });
    const QList<Recorded> exchanges = entries.take();
    const QStringList notes = entries.notes().list() + bad.list();
    if (exchanges.isEmpty())
        return Result<ReadRecord>::failure(
            notes.isEmpty()
                ? u"this part of Playwright's trace has no requests: open the file trace.network out of the "
                  "same ZIP"_s
                : notes.constFirst());
    return ReadRecord{.traces = recordedTraces(exchanges, u"a trace of Playwright"_s, *findClient(u"browser")),
                      .notes = notes,
                      .cutOff = {}};
}

} // namespace hopscope
