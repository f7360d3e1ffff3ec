// SPDX-License-Identifier: MIT
#pragma once

#include "lessons/lesson.h"

#include <QDateTime>
#include <QStringList>

#include <span>

namespace hopscope
{

inline constexpr qsizetype kMaxHomeworkBytes = 64 * 1024;
inline constexpr qsizetype kMaxHomeworkParts = 200;

/// What one student answered, as it is handed in.
struct Homework {
    QString lesson; ///< id
    QString name;   ///< empty: none was given
    QDateTime time;
    QStringList answers; ///< a value for each part, as PartAnswer has it

    bool operator==(const Homework &) const = default;
};

/// A file of answers: JSON with "format" "hopscope-answers" and "signature", the HMAC-SHA-256 (RFC 2104) in hex of the
/// other members as compact JSON in the order of their names.
QByteArray writeHomework(const Homework &homework, const QByteArray &key);

struct SignedHomework {
    Homework homework;
    bool isGenuine = false; ///< signed with the key, and not changed since
};

/// The error names line, place and reason.
Result<SignedHomework> readHomework(const QByteArray &file, const QByteArray &key);

/// A file and how it was graded.
struct Grade {
    QString file;
    Homework homework;
    bool isGenuine = false;
    int right = 0;
    QList<bool> verdicts; ///< of each part

    bool operator==(const Grade &) const = default;
};

/// Compares with the right answers. The error says why it cannot be graded: another number of answers.
Result<Grade> gradeOf(const QString &file, const SignedHomework &homework, const Lesson &lesson);

/// How grades are written.
struct GradeFormat {
    QLatin1StringView id;
    QByteArray (*write)(const QList<Grade> &grades);
};

std::span<const GradeFormat> gradeFormats();

/// A key file: 64 hex digits and a line end.
QByteArray writeClassKey(const QByteArray &key);
Result<QByteArray> readClassKey(const QByteArray &file);
/// The key in a file, which is made, for its owner only, where there is none. The error names the file.
Result<QByteArray> classKeyIn(const QString &path);

} // namespace hopscope
