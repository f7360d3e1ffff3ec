// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QUrl>

namespace hopscope
{

/// The web address of a source as ledgers and tables name it ("RFC 9110 15.4.4", "Fetch, HTTP-redirect fetch, step 12",
/// "curl 7.88.1, lib/transfer.c", ...). Empty when there is none. Always https.
QUrl sourceLink(const QString &source);

} // namespace hopscope
