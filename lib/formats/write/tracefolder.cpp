// SPDX-License-Identifier: MIT
#include "formats/write/tracefolder.h"

#include "text/wholefile.h"

#include <QDir>

namespace hopscope
{

using namespace Qt::StringLiterals;

QString writeTraceFolder(const QString &folder, const QString &stem, const Format &format, const QList<Trace> &traces,
                         const std::function<bool(qsizetype written)> &goOn)
{
    const QDir directory(folder);
    if (!directory.mkpath(u"."_s))
        return u"the folder %1 cannot be created; choose another one"_s.arg(folder);
    const int digits = int(QString::number(traces.size()).size());
    for (qsizetype i = 0; i < traces.size(); ++i) {
        if (goOn && !goOn(i))
            return {};
        const QString number = QString::number(i + 1).rightJustified(digits, u'0');
        WholeFile file(directory.filePath(u"%1-%2.%3"_s.arg(stem, number, QString(format.extension))));
        const auto append = [&](const QByteArray &bytes) { return file.append(bytes); };
        if (!file.open() || !writeTraces(format, {traces[i]}, append) || !file.commit())
            return u"%1 was not written (%2); free some space or choose another folder"_s.arg(file.path(),
                                                                                              file.errorString());
    }
    return {};
}

} // namespace hopscope
