// SPDX-License-Identifier: MIT
#include "text/utf8text.h"

#include <QStringDecoder>

namespace hopscope
{

QByteArray plainUtf8(const QByteArray &bytes)
{
    if (bytes.startsWith("\xff\xfe") || bytes.startsWith("\xfe\xff")) {
        QStringDecoder decoder(QStringConverter::Utf16);
        return QString(decoder(bytes)).toUtf8();
    }
    return bytes.startsWith("\xef\xbb\xbf") ? bytes.sliced(3) : bytes;
}

} // namespace hopscope
