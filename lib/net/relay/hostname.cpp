// SPDX-License-Identifier: MIT
#include "net/relay/hostname.h"

#include <QByteArray>
#include <QList>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxNameBytes = 253; ///< of a name in the DNS without its last dot (RFC 1035 2.3.4)
constexpr qsizetype kMaxLabelBytes = 63; ///< between two dots

} // namespace

bool isLocalName(const QString &host)
{
    return host.compare("localhost"_L1, Qt::CaseInsensitive) == 0 ||
           host.endsWith(".localhost"_L1, Qt::CaseInsensitive);
}

QString nameError(const QString &host)
{
    const QByteArray name = host.endsWith(u'.') ? host.chopped(1).toUtf8() : host.toUtf8();
    if (name.size() > kMaxNameBytes)
        return u"the host name has %1 bytes; at most %2 are allowed (RFC 1035)"_s.arg(name.size()).arg(kMaxNameBytes);
    const QList<QByteArray> labels = name.split('.');
    const auto longest = std::ranges::max_element(labels, {}, [](const QByteArray &label) { return label.size(); });
    if (longest->size() > kMaxLabelBytes)
        return u"a part of the host name has %1 bytes; at most %2 are allowed (RFC 1035)"_s.arg(longest->size())
            .arg(kMaxLabelBytes);
    return {};
}

} // namespace hopscope
