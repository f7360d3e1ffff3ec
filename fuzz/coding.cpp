// SPDX-License-Identifier: MIT
#include "fuzz.h"

#include "net/contentcoding.h"

namespace hopscope::fuzz
{

void run(QByteArrayView input)
{
    const QByteArray content = input.toByteArray();
    for (const QByteArray &coding : {QByteArray("gzip"), QByteArray("deflate"), QByteArray("br")})
        endOfCoding(coding, content);

    Headers headers;
    headers.append("Content-Encoding", content);
    const QByteArray known = decodableCoding(headers);
    require(known.isEmpty() || isToken(known), "a coding is a token");
    keptCodingNote(headers);
}

} // namespace hopscope::fuzz
