// SPDX-License-Identifier: MIT
#include "app/cli/commands.h"

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

/// Text of a page: no escape and no request of troff in it, and dashes that can be copied.
QString plain(QString text)
{
    text.replace(u'\\', u"\\e"_s).replace(u'-', u"\\-"_s).replace(u'\n', u' ');
    return text.startsWith(u'.') || text.startsWith(u'\'') ? u"\\&"_s + text : text;
}

/// An argument of a request, in quotes.
QString argument(const QString &text)
{
    return u'"' + plain(text).replace(u'"', u"\\(dq"_s) + u'"';
}

QString optionText(const QCommandLineOption &option)
{
    QStringList names;
    for (const QString &name : dashedNames(option))
        names.append(u"\\fB%1\\fR"_s.arg(plain(name)));
    const QString value = option.valueName().isEmpty() ? QString() : u" \\fI%1\\fR"_s.arg(plain(option.valueName()));
    return u".TP\n%1%2\n%3\n"_s.arg(names.join(u", "_s), value, plain(option.description()));
}

QString commandText(const Command &command)
{
    CommandParser parser;
    describe(command, parser);
    QString text =
        u".SS %1\n%2\n"_s.arg(argument((QString(command.name) + u' ' + QString::fromUtf8(command.usage)).trimmed()),
                              plain(QString::fromUtf8(command.summary)));
    for (const KnownOption &known : parser.options())
        text += optionText(known.option);
    return text + u".PP\nExample:\n.PP\n.RS 4\n.EX\n%1\n.EE\n.RE\n"_s.arg(plain(QString::fromUtf8(command.example)));
}

} // namespace

void describeManual(CommandParser &) {}

int runManual(const QCommandLineParser &, const Clients &)
{
    QString text = uR"(.\" SPDX-License-Identifier: MIT
.TH HOPSCOPE\-CLI 1 "" "Hopscope %1" "User Commands"
.SH NAME
hopscope\-cli \- shows every request of a redirect chain
.SH SYNOPSIS
.B hopscope\-cli
.I COMMAND
[\fIoptions\fR]
.br
.B hopscope\-cli help
.I COMMAND
.SH DESCRIPTION
Performs an HTTP request, follows each redirect as the client does that is to be imitated, and shows each request and
response as it was on the wire, with a reason and a source for every change.
.SH COMMANDS
)"_s.arg(QStringLiteral(HOPSCOPE_VERSION));
    for (const Command &command : commands())
        text += commandText(command);
    text += u".SH EXIT STATUS\n"_s;
    for (const ExitCode &each : exitCodes())
        text += u".TP\n\\fB%1\\fR\n%2\n"_s.arg(QString::number(each.code), plain(QString::fromUtf8(each.meaning)));
    text += u".SH ENVIRONMENT\n"_s;
    for (const ProcessVariable &each : processVariables())
        text +=
            u".TP\n\\fB%1\\fR\n%2\n"_s.arg(plain(QString::fromUtf8(each.name)), plain(QString::fromUtf8(each.meaning)));
    text += u".SH SEE ALSO\n.BR hopscope (1),\n.BR curl (1)\n"_s;
    return print(text.toUtf8());
}

} // namespace hopscope::cli
