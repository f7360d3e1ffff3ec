// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace hopscope
{

/// The bytes of a text file as UTF-8: UTF-16 with a byte order mark, as PowerShell and spreadsheets write it, is
/// converted; the mark is taken off. Everything else stays as it is, also what is no UTF-8.
QByteArray plainUtf8(const QByteArray &bytes);

} // namespace hopscope
