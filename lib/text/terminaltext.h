// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

namespace hopscope
{

/// `text` for a terminal, on one line: control bytes, format characters (direction marks and the like) and what is no
/// character become \x1b or \u{202e}. A result longer than `limit` characters is cut and says so; -1 is no limit.
QString terminalText(const QString &text, qsizetype limit = -1);
/// The same for bytes; those that are not UTF-8 become \xNN.
QString terminalText(const QByteArray &bytes, qsizetype limit = -1);

} // namespace hopscope
