// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace hopscope
{

/// The UTF-8 of what stands between the quotes of a JSON string (RFC 8259 7); the bytes themselves if an escape is not
/// sound.
QByteArray jsonDecoded(const QByteArray &raw);
/// `text` as it stands between the quotes of a JSON string.
QByteArray jsonEncoded(const QByteArray &text);
/// The text that stands in HTML or XML as `raw`, whose references for & < > " ' / = are resolved.
QByteArray htmlDecoded(const QByteArray &raw);

} // namespace hopscope
