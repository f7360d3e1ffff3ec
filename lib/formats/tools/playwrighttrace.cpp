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
    hasMember(in, [&](const QByteArray &name) {
        if (name != "type" || in.peek() != JsonType::Text)
            return false;
        type = in.text();
        return true;
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
    RecordNotes &notes = entries.notes();
    eachJsonLine(text, [&](QByteArrayView line, int number) {
        JsonCursor in(line, number);
        if (in.peek() != JsonType::Object) {
            notes.add(u"line %1 was left out: it is not a JSON object"_s.arg(number));
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
            notes.add([&] { return u"line %1 was left out: %2"_s.arg(QString::number(number), in.error()); });
    });
    const QList<Recorded> exchanges = entries.take();
    return recordOf(
        exchanges, u"a trace of Playwright"_s, *findClient(u"browser"),
        u"this part of Playwright's trace has no requests: open the file trace.network out of the same ZIP"_s, notes);
}

} // namespace hopscope
