// SPDX-License-Identifier: MIT
#pragma once

#include <QCommandLineParser>
#include <QList>
#include <QStringList>

namespace hopscope::cli
{

/// An option, and the values that it can have where they are known.
struct KnownOption {
    QCommandLineOption option;
    QStringList choices;
};

/// "-H", "--header".
inline QStringList dashedNames(const QCommandLineOption &option)
{
    QStringList names;
    for (const QString &name : option.names())
        names.append((name.size() == 1 ? QStringLiteral("-") : QStringLiteral("--")) + name);
    return names;
}

/// The parser of one command. Qt's own does not tell which options it has, so all are added through this.
class CommandParser : public QCommandLineParser
{
public:
    void addOption(const QCommandLineOption &option)
    {
        QCommandLineParser::addOption(option);
        m_options.append({option, {}});
    }

    void addOptions(const QList<QCommandLineOption> &options)
    {
        for (const QCommandLineOption &option : options)
            addOption(option);
    }

    /// What the option that was added last can be; it is not checked here.
    void setChoices(const QStringList &choices) { m_options.last().choices = choices; }

    /// In the order of the help.
    const QList<KnownOption> &options() const { return m_options; }

private:
    QList<KnownOption> m_options;
};

} // namespace hopscope::cli
