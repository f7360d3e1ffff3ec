// SPDX-License-Identifier: MIT
#include "net/requestoption.h"

#include <QtGlobal>

#include <algorithm>

namespace hopscope
{

namespace
{

constexpr OptionGroupRow kGroups[] = {
    {OptionGroup::Connection, QT_TRANSLATE_NOOP("requestoptions", "Connection and TLS")},
    {OptionGroup::Limits, QT_TRANSLATE_NOOP("requestoptions", "Limits")},
    {OptionGroup::Cookies, QT_TRANSLATE_NOOP("requestoptions", "Cookies and HSTS")},
    {OptionGroup::Expectations, QT_TRANSLATE_NOOP("requestoptions", "Expectations")},
    {OptionGroup::SignIn, QT_TRANSLATE_NOOP("requestoptions", "Sign-in")},
};

} // namespace

std::span<const OptionGroupRow> optionGroups()
{
    return kGroups;
}

const RequestOption *requestOption(QStringView name)
{
    const auto rows = requestOptions();
    const auto found = std::ranges::find_if(rows, [&](const RequestOption &option) { return name == option.name; });
    return found == rows.end() ? nullptr : &*found;
}

QString setOption(const RequestOption &option, const QString &title, const QStringList &values, TraceRequest &request)
{
    TraceRequest next;
    next.client = request.client;
    next.ownClient = request.ownClient;
    next.method = request.method;
    next.url = request.url;
    next.headers = request.headers;
    next.content = request.content;
    next.memory = request.memory;
    next.step = request.step;
    const auto read = [&next](const RequestOption &row, const QString &name, const QStringList &given) {
        return given.isEmpty() ? QString() : row.read(name, given, next);
    };
    for (const RequestOption &row : requestOptions()) {
        if (&row != &option)
            read(row, row.name, row.write(request));
    }
    // Last: a cookie file that the user names has to be there, whatever the one before it had.
    const QString error = read(option, title, values);
    if (error.isEmpty())
        request = next;
    return error;
}

} // namespace hopscope
