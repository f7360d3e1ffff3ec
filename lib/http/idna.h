// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

namespace hopscope
{

/// URL standard "domain to ASCII", not strict (UTS 46, non-transitional, CheckBidi and CheckJoiners, without STD3
/// rules); empty if the domain is not valid.
QByteArray domainToAscii(const QString &domain);

} // namespace hopscope
