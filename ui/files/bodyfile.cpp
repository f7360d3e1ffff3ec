// SPDX-License-Identifier: MIT
#include "ui/files/bodyfile.h"

#include "paint/labels.h"
#include "text/wholefile.h"
#include "ui/look/uitext.h"

#include <QMimeDatabase>
#include <QRegularExpression>
#include <QUrl>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype kMaxStem = 80; ///< characters of a file name that come from the URL

QString savedText(const QString &path, const Body &body)
{
    const QString kept = sizeText(body.bytes.size());
    if (body.bytes.size() < body.size)
        return UiText::tr("Saved the first %1 of the body to %2; the other %3 were not kept.")
            .arg(kept, path, sizeText(body.size - body.bytes.size()));
    return body.truncated ? UiText::tr("Saved %1 to %2; the rest of the body was not read.").arg(kept, path)
                          : UiText::tr("Saved the body of %1 to %2.").arg(kept, path);
}

} // namespace

CancelFlag writeBodyFile(QObject *receiver, const QString &path, const Body &body,
                         const std::function<void(const QString &said)> &done)
{
    return onThread<QString>(
        receiver, {},
        [path, body](const std::atomic_bool &, const Progress &) {
            WholeFile file(path);
            return file.open() && file.write(body.bytes)
                       ? savedText(path, body)
                       : UiText::tr("%1 cannot be written: %2").arg(path, file.errorString());
        },
        done);
}

QString bodyFileName(const QByteArray &url, const QByteArray &contentType)
{
    static const QRegularExpression unfit(u"[^A-Za-z0-9._-]+"_s);
    const QString last = QUrl::fromEncoded(url).path().section(u'/', -1, -1, QString::SectionSkipEmpty);
    QString name = QString(last).replace(unfit, u"-"_s).left(kMaxStem);
    while (name.startsWith(u'.'))
        name.remove(0, 1);
    if (name.isEmpty())
        name = u"body"_s;
    const QString type = QString::fromLatin1(contentType).section(u';', 0, 0).trimmed().toLower();
    const QMimeType known = QMimeDatabase().mimeTypeForName(type);
    const QStringList suffixes = known.isValid() ? known.suffixes() : QStringList();
    if (suffixes.isEmpty() || suffixes.contains(name.section(u'.', -1).toLower()))
        return name;
    return name + u'.' + known.preferredSuffix();
}

} // namespace hopscope
