// SPDX-License-Identifier: MIT
#include "formats/record/curlverbose.h"

#include "formats/record/curlreader.h"
#include "formats/record/recordedhead.h"
#include "formats/record/recordedtraces.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

bool looksLikeCurlVerbose(const QByteArray &text)
{
    return hasLine(text, isCurlLine);
}

Result<ReadRecord> readCurlVerbose(const QByteArray &text)
{
    QList<Recorded> exchanges;
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
    return recordOf(exchanges, u"the output of curl -v"_s, *findClient(u"curl"),
                    u"there is no request in this text: record it with curl -v"_s);
}

} // namespace hopscope
