// SPDX-License-Identifier: MIT
#pragma once

#include "net/tracerequest.h"

#include <QLatin1StringView>
#include <QStringList>

#include <span>

namespace hopscope
{

/// How the value of an option is written: a switch has none, lines has as many as the user likes.
enum class OptionKind { Switch, Count, Bytes, Seconds, Text, File, Choice, Lines };

/// What an option is about: the window shows the options of a group together, those of SignIn with user name and
/// password, and none of Pasted, which only a pasted curl command has. What is expected is judged when the trace is
/// over.
enum class OptionGroup { Connection, Limits, Cookies, Expectations, SignIn, Pasted };

struct OptionGroupRow {
    OptionGroup group;
    const char *title; ///< QT_TRANSLATE_NOOP("requestoptions", ...)
};

/// In the order in which they are shown.
std::span<const OptionGroupRow> optionGroups();

/// One option of how a request is sent, or of what is expected of its chain. A row of requestOptions(): command line,
/// window and request files are made from that table.
struct RequestOption {
    QLatin1StringView name;        ///< "max-hops": --max-hops of the command line, the member of a request file
    QLatin1StringView letter;      ///< of the command line, empty if there is none
    QLatin1StringView placeholder; ///< "N", empty for a switch
    OptionKind kind = OptionKind::Text;
    OptionGroup group = OptionGroup::Connection;
    const char *title; ///< for the window: QT_TRANSLATE_NOOP("requestoptions", ...)
    const char *help;  ///< likewise, one sentence, for the command line, too; nullptr: see OptionGroup::Pasted
    bool isSecret = false;
    /// Puts `values` into the request, one for every kind but Switch (none) and Lines (any number, on top of what is
    /// there). Empty, or one sentence; `title` is how it calls the option.
    QString (*read)(const QString &title, const QStringList &values, TraceRequest &request);
    /// The values that read() would take to make a default request like this one; nothing for the default, one empty
    /// text for a switch that is on.
    QStringList (*write)(const TraceRequest &request);
    /// What can be chosen, for a Choice.
    QStringList (*choices)() = nullptr;
    /// What counts when nothing is given: a value, or words to translate as a title. nullptr: there is nothing to say.
    QString (*usual)() = nullptr;
};

std::span<const RequestOption> requestOptions();
/// nullptr if there is none.
const RequestOption *requestOption(QStringView name);
/// Makes the option what `values` say, nothing for as usual; the request's other options stay. Empty, or the sentence
/// of read(), and then nothing is changed.
QString setOption(const RequestOption &option, const QString &title, const QStringList &values, TraceRequest &request);

} // namespace hopscope
