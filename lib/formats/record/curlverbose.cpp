// SPDX-License-Identifier: MIT
#include "formats/record/curlverbose.h"

#include "formats/record/curlreader.h"
#include "formats/record/recordedhead.h"
#include "formats/record/recordedtraces.h"
#include "redirect/decide.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

bool looksLikeCurlVerbose(const QByteArray &text)
{
    return hasLine(text, isCurlLine);
}

Result<ReadRecord> readCurlVerbose(const QByteArray &text)
{
    if (text.size() > kMaxRecordedText)
        return Result<ReadRecord>::failure(tooLongText());
    QList<Recorded> exchanges;
    ReadRecord read;
    for (const QList<CurlLine> &transfer : curlLines(text)) {
        CurlReader reader;
        const Result<QList<Recorded>> some = reader.read(transfer);
        if (reader.isMixed())
            return Result<ReadRecord>::failure(
                u"two requests are under way at the same time, so that the text does not tell which response is whose: "
                "record without --parallel, or with --trace-ids"_s);
        if (!some)
            return Result<ReadRecord>::failure(some.error);
        exchanges += *some;
    }
    if (exchanges.isEmpty())
        return Result<ReadRecord>::failure(u"there is no request in this text: record it with curl -v"_s);
    read.traces = recordedTraces(exchanges, u"the output of curl -v"_s, *findClient(u"curl"));
    return read;
}

} // namespace hopscope
