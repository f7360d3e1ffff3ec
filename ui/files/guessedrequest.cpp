// SPDX-License-Identifier: MIT
#include "ui/files/guessedrequest.h"

#include "redirect/firstrequest.h"
#include "ui/files/tracefiles.h"
#include "ui/look/uitext.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

bool hasField(const Headers &headers, const Header &field)
{
    return std::any_of(headers.fields.begin(), headers.fields.end(), [&](const Header &other) {
        return equalsIgnoringCase(other.name, field.name) && other.value == field.value;
    });
}

/// Names of the fields that are in one of the two as they are not in the other, each once.
QStringList differingFields(const Headers &recorded, const Headers &sent)
{
    QStringList names;
    const auto add = [&](const Headers &of, const Headers &other) {
        for (const Header &field : of.fields) {
            const QString name = QString::fromUtf8(field.name);
            if (!hasField(other, field) && !names.contains(name, Qt::CaseInsensitive))
                names.append(name);
        }
    };
    add(recorded, sent);
    add(sent, recorded);
    return names;
}

Headers headersThatAreSent(const TraceRequest &request, const Request &recorded, const ClientPointer &client)
{
    if (!client)
        return request.headers;
    FirstRequest wish{.method = request.method, .url = recorded.url, .headers = request.headers};
    wish.body.bytes = request.content.bytes;
    wish.body.size = request.content.bytes.size();
    return firstRequest(*client, wish).headers;
}

} // namespace

QString guessText(const Trace &trace, const ClientPointer &client)
{
    if (trace.hops.isEmpty())
        return {};
    const Request &first = trace.hops.constFirst().request;
    QStringList said{
        UiText::tr("The options of this request are not known (TLS verification, proxy, limits, cookies): those of a "
                   "new request are used.")};
    const QStringList names = differingFields(first.headers, headersThatAreSent(requestOf(trace), first, client));
    if (!names.isEmpty())
        said.append(UiText::tr("Fields that are not sent as they were: %1.").arg(names.join(u", "_s)));
    if (first.body.truncated)
        said.append(UiText::tr("The body is not known in full and is left out."));
    return said.join(u' ');
}

} // namespace hopscope
