// SPDX-License-Identifier: MIT
#include "class/homework.h"

#include "class/classroom.h"
#include "class/classword.h"
#include "formats/write/csv.h"
#include "formats/write/tabletext.h"
#include "text/boundedread.h"
#include "text/jsonreader.h"
#include "text/jsonwrite.h"
#include "text/terminaltext.h"
#include "text/wholefile.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMessageAuthenticationCode>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kHomeworkVersion = 1;
constexpr auto kHomeworkFormat = "hopscope-answers"_L1;
constexpr qsizetype kKeyBytes = 32;

QJsonObject homeworkObject(const Homework &homework)
{
    return {{u"format"_s, kHomeworkFormat},         {u"version"_s, kHomeworkVersion},
            {u"lesson"_s, homework.lesson},         {u"name"_s, homework.name},
            {u"time"_s, timeToJson(homework.time)}, {u"answers"_s, QJsonArray::fromStringList(homework.answers)}};
}

QString signatureOf(const QJsonObject &object, const QByteArray &key)
{
    const QByteArray text = QJsonDocument(object).toJson(QJsonDocument::Compact);
    return QString::fromLatin1(QMessageAuthenticationCode::hash(text, key, QCryptographicHash::Sha256).toHex());
}

SignedHomework homeworkIn(const JsonValue &value, const QByteArray &key)
{
    JsonObjectReader reader(value);
    SignedHomework read;
    reader.format(kHomeworkFormat, "version"_L1, kHomeworkVersion);
    read.homework.lesson = reader.text("lesson"_L1);
    read.homework.name = reader.text("name"_L1);
    read.homework.time = reader.time("time"_L1);
    read.homework.answers = reader.texts("answers"_L1);
    const QString signature = reader.text("signature"_L1);
    reader.finish();
    if (!reader.failed() && read.homework.answers.size() > kMaxHomeworkParts)
        reader.fail("answers"_L1, u"has more than %1 answers"_s.arg(kMaxHomeworkParts));
    read.isGenuine = signature == signatureOf(homeworkObject(read.homework), key);
    return read;
}

QString verdictLetters(const Grade &grade)
{
    QString letters;
    for (const bool isRight : grade.verdicts)
        letters += isRight ? u'+' : u'-';
    return letters;
}

QStringList gradeCells(const Grade &grade)
{
    return {grade.file, grade.homework.name, grade.homework.lesson, grade.homework.time.toUTC().toString(Qt::ISODate),
            grade.isGenuine ? u"genuine"_s : u"NOT GENUINE"_s, QString::number(grade.right),
            QString::number(grade.verdicts.size()), grade.homework.answers.join(u" | "_s),
            // Signs alone would be a formula to a spreadsheet.
            u"parts "_s + verdictLetters(grade)};
}

QStringList gradeHeading()
{
    return {u"File"_s,  u"Name"_s, u"Lesson"_s,  u"Time"_s,    u"Signature"_s,
            u"Right"_s, u"Of"_s,   u"Answers"_s, u"Verdicts"_s};
}

QByteArray gradesAsCsv(const QList<Grade> &grades)
{
    QString text;
    const auto addRow = [&](const QStringList &cells) {
        QStringList written;
        for (const QString &cell : cells)
            written.append(csvCell(cell));
        text += written.join(u',') + u"\r\n"_s;
    };
    addRow(gradeHeading());
    for (const Grade &grade : grades)
        addRow(gradeCells(grade));
    return text.toUtf8();
}

QByteArray gradesAsText(const QList<Grade> &grades)
{
    QList<QStringList> rows{gradeHeading()};
    for (const Grade &grade : grades) {
        QStringList cells;
        for (const QString &cell : gradeCells(grade))
            cells.append(terminalText(cell));
        rows.append(cells);
    }
    return (alignedColumns(rows).join(u'\n') + u'\n').toUtf8();
}

constexpr GradeFormat kGradeFormats[] = {{"csv"_L1, gradesAsCsv}, {"text"_L1, gradesAsText}};

} // namespace

QByteArray writeHomework(const Homework &homework, const QByteArray &key)
{
    QJsonObject object = homeworkObject(homework);
    object.insert(u"signature"_s, signatureOf(object, key));
    return QJsonDocument(object).toJson(QJsonDocument::Indented);
}

Result<SignedHomework> readHomework(const QByteArray &file, const QByteArray &key)
{
    return readJsonFile<SignedHomework>(file, [&](const JsonValue &value) { return homeworkIn(value, key); });
}

Result<Grade> gradeOf(const QString &file, const SignedHomework &homework, const Lesson &lesson)
{
    const QStringList &given = homework.homework.answers;
    if (given.size() != lesson.parts.size())
        return Result<Grade>::failure(u"it has %1 answers, but the lesson \"%2\" has %3 questions"_s.arg(
            QString::number(given.size()), lesson.id, QString::number(lesson.parts.size())));
    Grade grade{.file = file, .homework = homework.homework, .isGenuine = homework.isGenuine};
    const QList<PartAnswer> answers = answersOf(lesson);
    for (qsizetype i = 0; i < answers.size(); ++i) {
        grade.verdicts.append(given.at(i) == answers.at(i).value);
        grade.right += grade.verdicts.constLast() ? 1 : 0;
    }
    return grade;
}

std::span<const GradeFormat> gradeFormats()
{
    return kGradeFormats;
}

QByteArray writeClassKey(const QByteArray &key)
{
    return key.toHex() + '\n';
}

Result<QByteArray> readClassKey(const QByteArray &file)
{
    const QByteArray key = QByteArray::fromHex(file.trimmed());
    if (key.size() != kKeyBytes || key.toHex() != file.trimmed().toLower())
        return Result<QByteArray>::failure(
            u"it is not a key of a class, which is %1 hex digits: use the file that \"class --key\" wrote"_s.arg(
                kKeyBytes * 2));
    return key;
}

Result<QByteArray> classKeyIn(const QString &path)
{
    using Key = Result<QByteArray>;
    if (!QFileInfo::exists(path)) {
        const QByteArray key = newClassKey();
        WholeFile file(path, FileAccess::OwnerOnly);
        const bool isWritten = file.open() && file.write(writeClassKey(key));
        return isWritten ? Key(key)
                         : Key::failure(u"%1 cannot be written (%2): choose another file for the key"_s.arg(
                               path, file.errorString()));
    }
    const Key bytes = readFile(path, kMaxHomeworkBytes);
    if (!bytes)
        return bytes;
    Key key = readClassKey(*bytes);
    return key ? key : Key::failure(path + u": "_s + key.error);
}

} // namespace hopscope
