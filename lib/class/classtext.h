// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace hopscope
{

/// Every text of the class that students or the teacher read, one row each in the table of classtext.cpp (translation
/// context "class").
enum class ClassText {
    NoAddress,
    OtherAddress,
    Firewall,
    UnknownBrowser,
    BrowserOnSystem,
    NeedsHttps,
    LongName,
    OddName,
    ClassIsFull,
    OtherQuestion,
    NotOpen,
    NoSuchOption,
    GiveWord,
    Word,
    Name,
    Join,
    WrongWord,
    TooFast,
    WrongHost,
    WrongOrigin,
    NotHere,
    NoSuchPage,
    ClassIsOver,
    TimeIsOver,
    QuestionOf,
    Wait,
    Choose,
    YourVote,
    NoVote,
    VoteCounts,
    VoteIsClosed,
    RightAnswer,
    Sources,
    ReloadPage,
    YourDevice,
    DeviceIntro,
    DeviceBegin,
    DeviceSent,
    NothingSent,
    DeviceAgain,
    RequestNumber,
    NoBody,
    BodyOf,
    Predicted,
    Differs,
    AsPredicted,
    NotSentYet,
    DeviceVisit,
    VisitNumber,
    NoCandidates,
    RightMark,
    Counts,
    Homework,
    HomeworkIntro,
    HomeworkSave,
    HomeworkMissing,
    BackToClass,
    LastRow,
};

/// In the language of the program; %1 and the like are still in it.
QString classText(ClassText text);
/// A text of the tables of this folder (QT_TRANSLATE_NOOP("class", ...)).
QString classText(const char *source);

} // namespace hopscope
