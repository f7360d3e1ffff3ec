// SPDX-License-Identifier: MIT
#include "ui/request/marks.h"

#include "net/requestoption.h"

#include <QByteArray>
#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

bool hasMark(const QByteArray &bytes)
{
    static const QRegularExpression mark(u"\\[redacted (?:[0-9]+|content)\\]"_s);
    const QString text = QString::fromLatin1(bytes);
    return mark.match(text).hasMatch() ||
           mark.match(QString::fromLatin1(QByteArray::fromPercentEncoding(bytes))).hasMatch() ||
           mark.match(QString::fromLatin1(QByteArray::fromPercentEncoding(QByteArray(bytes).replace('+', ' '))))
               .hasMatch();
}

} // namespace

QList<MarkedPart> markedParts(const TraceRequest &request)
{
    QList<MarkedPart> parts;
    const auto add = [&](const QString &name, const QByteArray &value) {
        if (hasMark(value))
            parts.append({name, QString::fromUtf8(value)});
    };
    add(QCoreApplication::translate("ui", "URL"), request.url.toUtf8());
    for (const Header &field : request.headers.fields)
        add(QCoreApplication::translate("ui", "Header field %1").arg(QString::fromUtf8(field.name)), field.value);
    add(QCoreApplication::translate("ui", "Body"), request.content.bytes);
    for (const RequestOption &option : requestOptions())
        add(QCoreApplication::translate("requestoptions", option.title), option.write(request).join(u'\n').toUtf8());
    return parts;
}

QString marksText(const QList<MarkedPart> &parts, const QString &again)
{
    QStringList names;
    for (const MarkedPart &part : parts)
        names.append(part.name);
    return QCoreApplication::translate("ui", "%1: a placeholder such as [redacted 1] replaces a secret there. Enter "
                                             "the real value, or press %2 again to send the placeholder.")
        .arg(names.join(u", "_s), again);
}

} // namespace hopscope
