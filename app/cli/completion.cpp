// SPDX-License-Identifier: MIT
#include "app/cli/commands.h"

#include "formats/write/shellquote.h"

#include <algorithm>
#include <iterator>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

/// One option of one command, as shells ask for it.
struct CompletedOption {
    QStringList names; ///< with their dashes
    QString text;
    QString value; ///< what its value is called; empty for a switch
    QStringList choices;
    bool isFolder = false;
    bool isFile = false;
};

CompletedOption completed(const KnownOption &known, const QStringList &clients)
{
    CompletedOption option{.names = dashedNames(known.option),
                           .text = known.option.description(),
                           .value = known.option.valueName(),
                           .choices = known.choices};
    const QString &name = known.option.names().constLast();
    if (name == u"client" || name == u"clients" || name == u"play")
        option.choices = clients;
    option.isFolder = option.value == u"FOLDER";
    option.isFile = option.value.contains(u"FILE") || option.value == u"OUT";
    return option;
}

struct CompletedCommand {
    QString name;
    QString text;
    QList<CompletedOption> options;
};

QList<CompletedCommand> completedCommands(const QStringList &clients)
{
    QList<CompletedCommand> all;
    for (const Command &command : commands()) {
        CommandParser parser;
        describe(command, parser);
        CompletedCommand each{.name = command.name, .text = QString::fromUtf8(command.summary), .options = {}};
        for (const KnownOption &known : parser.options())
            each.options.append(completed(known, clients));
        all.append(each);
    }
    return all;
}

QStringList namesOf(const QList<CompletedCommand> &all)
{
    QStringList names;
    for (const CompletedCommand &each : all)
        names.append(each.name);
    return names;
}

/// For bash and zsh.
QString word(const QString &text)
{
    return QString::fromUtf8(shellWord(text.toUtf8()));
}

/// For fish, whose single quotes know two escapes.
QString fishQuoted(QString text)
{
    return u'\'' + text.replace(u'\\', u"\\\\"_s).replace(u'\'', u"\\'"_s) + u'\'';
}

QString bash(const QList<CompletedCommand> &all)
{
    QString values;
    QString options;
    for (const CompletedCommand &command : all) {
        QStringList names;
        for (const CompletedOption &option : command.options) {
            names += option.names;
            if (option.value.isEmpty())
                continue;
            QStringList patterns;
            for (const QString &name : option.names)
                patterns.append(command.name + u' ' + name);
            const QString action = !option.choices.isEmpty() ? u"words=%1"_s.arg(word(option.choices.join(u' ')))
                                                             : (option.isFolder ? u"kind=directory"_s
                                                                : option.isFile ? u"kind=file"_s
                                                                                : u"kind=none"_s);
            values += u"        %1) %2 ;;\n"_s.arg(u'"' + patterns.join(u"\"|\""_s) + u'"', action);
        }
        options += u"        %1) words=%2 ;;\n"_s.arg(command.name, word(names.join(u' ')));
    }
    return uR"(# hopscope-cli completion bash
_hopscope_cli() {
    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} words= kind=
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        words=%1
    else
        case "${COMP_WORDS[1]} $before" in
%2        esac
        if [ -z "$words$kind" ]; then
            case "$current" in
            -*)
                case "${COMP_WORDS[1]}" in
%3                esac
                ;;
            *) [ "${COMP_WORDS[1]}" = help ] && words=%4 || kind=file ;;
            esac
        fi
    fi
    case $kind in
    directory) mapfile -t COMPREPLY < <(compgen -d -- "$current") ;;
    file) mapfile -t COMPREPLY < <(compgen -f -- "$current") ;;
    *) mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current") ;;
    esac
    [ -n "$words" ] || compopt -o filenames 2>/dev/null
}
complete -F _hopscope_cli hopscope-cli
)"_s.arg(word((namesOf(all) + QStringList{u"help"_s, u"--help"_s, u"--version"_s}).join(u' ')), values, options,
         word(namesOf(all).join(u' ')));
}

/// Text of a description or message within a specification of _arguments.
QString zshText(QString text)
{
    return text.replace(u'\\', u"\\\\"_s).replace(u'[', u"\\["_s).replace(u']', u"\\]"_s).replace(u':', u"\\:"_s);
}

QString zsh(const QList<CompletedCommand> &all)
{
    QString list;
    QString cases;
    for (const CompletedCommand &command : all) {
        list += u"    %1\n"_s.arg(word(command.name + u':' + zshText(command.text)));
        cases += u"%1)\n    _arguments -s"_s.arg(command.name);
        for (const CompletedOption &option : command.options) {
            QString value;
            if (!option.value.isEmpty()) {
                const QString action = !option.choices.isEmpty() ? u'(' + option.choices.join(u' ') + u')'
                                       : option.isFolder         ? u"_files -/"_s
                                       : option.isFile           ? u"_files"_s
                                                                 : QString();
                value = u':' + zshText(option.value) + u':' + action;
            }
            for (const QString &name : option.names)
                cases += u" \\\n        "_s + word(u'*' + name + u'[' + zshText(option.text) + u']' + value);
        }
        cases += u" \\\n        '*:file:_files'\n    ;;\n"_s;
    }
    return uR"(#compdef hopscope-cli
# hopscope-cli completion zsh
local -a commands
commands=(
%1    'help:Explain a command.'
)
if ((CURRENT == 2)); then
    _describe command commands
    return
fi
shift words
((CURRENT--))
case $words[1] in
help) _describe command commands ;;
%2esac
)"_s.arg(list, cases);
}

QString fish(const QList<CompletedCommand> &all)
{
    QString text = u"# hopscope-cli completion fish\ncomplete -c hopscope-cli -n __fish_use_subcommand -f\n"_s;
    for (const CompletedCommand &command : all) {
        text += u"complete -c hopscope-cli -n __fish_use_subcommand -a %1 -d %2\n"_s.arg(command.name,
                                                                                         fishQuoted(command.text));
        for (const CompletedOption &option : command.options) {
            text += u"complete -c hopscope-cli -n '__fish_seen_subcommand_from %1'"_s.arg(command.name);
            for (const QString &name : option.names)
                text += name.startsWith("--"_L1) ? u" -l "_s + name.sliced(2) : u" -s "_s + name.sliced(1);
            if (!option.value.isEmpty()) {
                text += option.isFile || option.isFolder ? u" -r"_s : u" -x"_s;
                if (!option.choices.isEmpty())
                    text += u" -a "_s + fishQuoted(option.choices.join(u' '));
                else if (option.isFolder)
                    text += u" -a '(__fish_complete_directories)'"_s;
            }
            text += u" -d "_s + fishQuoted(option.text) + u'\n';
        }
    }
    return text + u"complete -c hopscope-cli -n __fish_use_subcommand -a help -d 'Explain a command.'\n"_s +
           u"complete -c hopscope-cli -n '__fish_seen_subcommand_from help' -f -a %1\n"_s.arg(
               fishQuoted(namesOf(all).join(u' ')));
}

struct Shell {
    QLatin1StringView id;
    QString (*write)(const QList<CompletedCommand> &all);
};

constexpr Shell kShells[] = {{"bash"_L1, bash}, {"zsh"_L1, zsh}, {"fish"_L1, fish}};

QString shellNames()
{
    return idsOf(kShells).join(u", "_s);
}

} // namespace

void describeCompletion(CommandParser &parser)
{
    parser.addPositionalArgument(u"SHELL"_s, u"One of: %1."_s.arg(shellNames()));
}

int runCompletion(const QCommandLineParser &parser, const Clients &clients)
{
    const QString name = parser.positionalArguments().value(0);
    const auto shell = std::ranges::find_if(kShells, [&](const Shell &each) { return name == each.id; });
    if (shell == std::end(kShells))
        return usageError(name.isEmpty()
                              ? u"which shell? Choose one of: %1"_s.arg(shellNames())
                              : u"there is nothing for the shell \"%1\"; choose one of: %2"_s.arg(name, shellNames()));
    QStringList ids;
    for (const ClientPointer &client : clients.allToRun())
        ids.append(QString(client->id));
    return print(shell->write(completedCommands(ids)).toUtf8());
}

} // namespace hopscope::cli
