// SPDX-License-Identifier: MIT
#pragma once

#include "lessons/lesson.h"

#include <QLatin1StringView>

#include <span>

namespace hopscope
{

/// What can be printed for a class: window and command line go through this table.
struct PaperKind {
    QLatin1StringView id;
    const char *title; ///< QT_TRANSLATE_NOOP("papers", ...)
    const char *about; ///< one sentence, likewise
    /// HTML of one lesson, below its title.
    QString (*content)(const Lesson &lesson);
};

std::span<const PaperKind> paperKinds();
/// nullptr for an unknown id.
const PaperKind *findPaperKind(QStringView id);
QString titleOf(const PaperKind &kind);
QString aboutText(const PaperKind &kind);

/// A kind of file for a paper; likewise a table.
struct PaperFormat {
    QLatin1StringView id; ///< also the ending of its name
    const char *title;    ///< QT_TRANSLATE_NOOP("papers", ...)
    /// `title` stands above lessons of a course; one lesson has its own. A PDF needs a QGuiApplication.
    QByteArray (*write)(const PaperKind &kind, const QString &title, const QList<Lesson> &lessons);
};

std::span<const PaperFormat> paperFormats();
const PaperFormat *findPaperFormat(QStringView id);
QString titleOf(const PaperFormat &format);

} // namespace hopscope
