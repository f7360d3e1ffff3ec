// SPDX-License-Identifier: MIT
#pragma once

#include "lessons/lesson.h"

#include <QHash>
#include <QHostAddress>

#include <span>

namespace hopscope
{

inline constexpr qsizetype kMaxClassDevices = 500;
inline constexpr qsizetype kMaxDevicesPerAddress = 60; ///< a whole class behind one router
inline constexpr qsizetype kMaxStudentName = 40;       ///< characters
inline constexpr qsizetype kMaxDeviceRequests = 60;    ///< kept of one device

/// Where a question stands.
enum class ClassStage { Waiting, Open, Closed, Revealed };

/// A browser that gave the word.
struct ClassDevice {
    QByteArray token;
    int number = 0; ///< from 1, in the order in which they came
    QString name;   ///< empty unless the teacher asked for names and the student gave one
    QByteArray userAgent;
    QHostAddress address;
    QList<QList<Hop>> visits; ///< what it sent to the scenario, a list for each visit of the scenario
    qsizetype sent = 0;       ///< requests in `visits`
    int lastVisit = -1;

    bool operator==(const ClassDevice &) const = default;
};

/// A lesson with a class: the question that is asked, who is there, and who said what. A value; time and network are
/// elsewhere.
struct Classroom {
    Lesson lesson;        ///< in the language of the program
    Scenario scenario;    ///< the lesson's on the class's address; without visits where phones cannot play it
    QString whyNotPlayed; ///< empty: phones can be the client
    QString word;
    bool asksNames = false;
    QByteArray key;            ///< signs homework; empty: there is none
    QList<PartAnswer> answers; ///< the right one of each part, as the lesson is written
    qsizetype part = 0;
    ClassStage stage = ClassStage::Waiting;
    QList<ClassDevice> devices;
    QHash<QByteArray, qsizetype> byToken;
    QList<QHash<QByteArray, int>> votes; ///< of each part: the option by the device's token
};

/// A step of the teacher. The table is what terminal and window offer.
struct ClassStep {
    QLatin1StringView id;
    char key;
    const char *title; ///< QT_TRANSLATE_NOOP("class", ...)
    bool (*isPossible)(const Classroom &room);
    void (*take)(Classroom &room);
};

/// In the order in which they are taken.
std::span<const ClassStep> classSteps();
/// The one to take next: a reason is never skipped. nullptr after the last answer.
const ClassStep *nextStep(const Classroom &room);
/// By id or key; nullptr for another text.
const ClassStep *classStepNamed(const QString &typed);

/// The right answer of each part, computed.
QList<PartAnswer> answersOf(const Lesson &lesson);
/// A class for a lesson, with its answers computed; nobody is there yet. `scenario` is that of classScenario().
Classroom makeClassroom(const Lesson &lesson, const Scenario &scenario);
/// The scenario with its servers on one address of this machine, a port each, two at least: two origins. Without routes
/// and visits where whyNotPlayed() says so.
Scenario classScenario(const Lesson &lesson, const QHostAddress &address, quint16 firstPort);
/// Why students' devices cannot be the client: a sentence; empty when they can.
QString whyNotPlayed(const Lesson &lesson);

/// What is wrong with a student's name, a sentence; empty: nothing. Control characters are not for names.
QString faultOfName(const QString &name);
/// Lets a device in under a new token, which is returned; the error says why not.
Result<QByteArray> joinClass(Classroom &room, const QString &name, const QByteArray &userAgent,
                             const QHostAddress &address);
/// nullptr for an unknown token.
ClassDevice *deviceOf(Classroom &room, const QByteArray &token);
const ClassDevice *deviceOf(const Classroom &room, const QByteArray &token);
/// A vote of that device on the open question, in place of its earlier one. A sentence when it does not count.
QString vote(Classroom &room, const QByteArray &token, qsizetype part, int option);
/// The option that the device chose; -1: none.
int voteOf(const Classroom &room, const QByteArray &token, qsizetype part);
/// Votes for each option of a part.
QList<int> tally(const Classroom &room, qsizetype part);

/// What a device sent to the scenario, and what it got: goes to the visit that it belongs to.
void takeSent(const Classroom &room, ClassDevice &device, const Request &request, const Response &response);
/// Forgets what the device sent.
void startAgain(const Classroom &room, ClassDevice &device);

} // namespace hopscope
