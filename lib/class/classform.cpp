// SPDX-License-Identifier: MIT
#include "class/classform.h"

#include "http/url.h"
#include "text/formdata.h"

namespace hopscope
{

QString formValue(const Request &request, QByteArrayView name)
{
    for (const FormField &field : readFormFields(request.body.bytes)) {
        if (field.name == name)
            return QString::fromUtf8(field.value);
    }
    return {};
}

int formNumber(const Request &request, QByteArrayView name)
{
    bool isNumber = false;
    const int number = formValue(request, name).toInt(&isNumber);
    return isNumber ? number : -1;
}

QByteArray tokenOf(const Request &request)
{
    for (const QByteArray &line : request.headers.all("Cookie")) {
        for (const QByteArray &pair : cookiePairs(line)) {
            if (pair.startsWith(kClassCookie.toByteArray() + '='))
                return pair.mid(kClassCookie.size() + 1);
        }
    }
    return {};
}

Request withoutClassCookie(Request request)
{
    Headers kept;
    for (const Header &field : request.headers.fields) {
        if (!equalsIgnoringCase(field.name, "Cookie")) {
            kept.append(field.name, field.value);
            continue;
        }
        QByteArrayList pairs;
        for (const QByteArray &pair : cookiePairs(field.value)) {
            if (!pair.startsWith(kClassCookie.toByteArray() + '='))
                pairs.append(pair);
        }
        if (!pairs.isEmpty())
            kept.append(field.name, pairs.join("; "));
    }
    request.headers = kept;
    return request;
}

QByteArray classPathOf(const QByteArray &url)
{
    const QByteArray target = requestTarget(url);
    const qsizetype query = target.indexOf('?');
    return query < 0 ? target : target.first(query);
}

} // namespace hopscope
