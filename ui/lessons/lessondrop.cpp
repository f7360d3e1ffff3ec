// SPDX-License-Identifier: MIT
#include "ui/lessons/lessondrop.h"

#include <QFile>
#include <QMimeData>
#include <QUrl>

namespace hopscope
{

namespace
{

constexpr qint64 kSearchedBytes = 64 * 1024;

} // namespace

DroppedLesson droppedLesson(const QMimeData *data)
{
    if (data->urls().size() != 1)
        return {};
    QFile file(data->urls().constFirst().toLocalFile());
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray begin = file.read(kSearchedBytes);
    for (const QLatin1StringView format : {kLessonFile, kCourseFile, kScenarioFile}) {
        if (begin.contains('"' + QByteArray(format.data(), format.size()) + '"'))
            return {file.fileName(), format};
    }
    return {};
}

} // namespace hopscope
