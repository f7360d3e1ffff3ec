// SPDX-License-Identifier: MIT
#include "formats/tools/httpie.h"

#include "formats/record/headblocks.h"
#include "formats/record/recordedhead.h"

namespace hopscope
{

using namespace Qt::StringLiterals;

bool looksLikeHttpie(const QByteArray &text)
{
    return looksLikeHeadBlocks(text) && hasLine(text, [](QByteArrayView line) {
               constexpr QByteArrayView field = "user-agent: httpie/";
               const QByteArrayView plain = line.trimmed();
               return plain.size() > field.size() && plain.first(field.size()).compare(field, Qt::CaseInsensitive) == 0;
           });
}

Result<ReadRecord> readHttpie(const QByteArray &text)
{
    return readHeadsOf(text, u"the output of HTTPie"_s);
}

} // namespace hopscope
