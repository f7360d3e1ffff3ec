// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace hopscope
{

/// Whether `domain`, in lower case and Punycode, is in the public suffix list that Qt Network has (publicsuffix.org).
bool isPublicSuffix(const QByteArray &domain);

} // namespace hopscope
