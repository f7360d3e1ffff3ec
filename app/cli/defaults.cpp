// SPDX-License-Identifier: MIT
#include "app/cli/defaults.h"

#include <QFileInfo>
#include <QProcessEnvironment>
#include <QStandardPaths>

#include <algorithm>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto kConfigVariable = "HOPSCOPE_CONFIG";
constexpr auto kOptionPrefix = "HOPSCOPE_OPTION_"_L1;
constexpr qint64 kMaxConfigBytes = 1024 * 1024;

/// An option of a command line that leaves no place for another one.
struct Exclusion {
    QLatin1StringView given;
    QLatin1StringView without;
};

constexpr Exclusion kExclusions[] = {
    {"clients"_L1, "client"_L1},         {"clients"_L1, "format"_L1},   {"clients"_L1, "output"_L1},
    {"clients"_L1, "session"_L1},        {"session"_L1, "clients"_L1},  {"no-cookies"_L1, "cookie-file"_L1},
    {"cookie-file"_L1, "no-cookies"_L1}, {"data"_L1, "data-file"_L1},   {"data-file"_L1, "data"_L1},
    {"robots"_L1, "no-robots"_L1},       {"no-robots"_L1, "robots"_L1},
};

/// One default, and where it stands.
struct Default {
    QString place;   ///< "config.ini, line 3"
    QString section; ///< a command; empty: each that has the option
    QString name;    ///< without dashes
    std::optional<QString> value;
};

const QCommandLineOption *optionNamed(const CommandParser &parser, const QString &name)
{
    for (const KnownOption &known : parser.options()) {
        if (name.size() > 1 && known.option.names().contains(name))
            return &known.option;
    }
    return nullptr;
}

bool someCommandHas(const QString &name)
{
    return std::ranges::any_of(commands(), [&](const Command &command) {
        CommandParser parser;
        describe(command, parser);
        return optionNamed(parser, name) != nullptr;
    });
}

Result<QList<Default>> defaultsOfFile(const QString &path)
{
    using Defaults = Result<QList<Default>>;
    QList<Default> found;
    if (path.isEmpty() || (!qEnvironmentVariableIsSet(kConfigVariable) && !QFileInfo::exists(path)))
        return found;
    const Result<QByteArray> text = readFile(path, kMaxConfigBytes);
    if (!text)
        return Defaults::failure(text.error);
    QString section;
    int number = 0;
    for (const QByteArray &bytes : text->split('\n')) {
        const QString line = QString::fromUtf8(bytes).trimmed();
        const QString place = u"%1, line %2"_s.arg(path, QString::number(++number));
        if (line.isEmpty() || line.startsWith(u'#'))
            continue;
        if (line.startsWith(u'[') && line.endsWith(u']')) {
            section = line.sliced(1, line.size() - 2).trimmed();
            if (!findCommand(section))
                return Defaults::failure(u"%1: there is no command \"%2\""_s.arg(place, section));
            continue;
        }
        const qsizetype equals = line.indexOf(u'=');
        const QString name = line.left(equals < 0 ? line.size() : equals).trimmed();
        if (name.isEmpty() || name.startsWith(u'-') || name.contains(u' '))
            return Defaults::failure(
                u"%1: \"%2\" is no option; write NAME = VALUE, the name without dashes"_s.arg(place, line));
        found.append({.place = place,
                      .section = section,
                      .name = name,
                      .value = equals < 0 ? std::nullopt : std::optional(line.sliced(equals + 1).trimmed())});
    }
    return found;
}

QList<Default> defaultsOfProcess()
{
    const QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    QStringList names = variables.keys();
    names.sort();
    QList<Default> found;
    for (const QString &name : std::as_const(names)) {
        if (name.startsWith(kOptionPrefix))
            found.append({.place = name,
                          .section = {},
                          .name = name.sliced(kOptionPrefix.size()).toLower().replace(u'_', u'-'),
                          .value = variables.value(name)});
    }
    return found;
}

/// "--name=value", or nothing for a switch that is off.
Result<QStringList> argumentsOf(const Default &each, const QCommandLineOption &option)
{
    using Arguments = Result<QStringList>;
    const QString dashed = u"--"_s + each.name;
    if (!option.valueName().isEmpty()) {
        if (!each.value)
            return Arguments::failure(u"%1: %2 has no value; write %3 = VALUE"_s.arg(each.place, dashed, each.name));
        return QStringList(dashed + u'=' + *each.value);
    }
    const QString value = each.value.value_or(u"true"_s).toLower();
    if (value == u"true" || value == u"yes" || value == u"on" || value == u"1")
        return QStringList(dashed);
    if (value == u"false" || value == u"no" || value == u"off" || value == u"0" || value.isEmpty())
        return QStringList();
    return Arguments::failure(u"%1: %2 is true or false, not \"%3\""_s.arg(each.place, dashed, value));
}

} // namespace

QString configFile()
{
    if (qEnvironmentVariableIsSet(kConfigVariable))
        return qEnvironmentVariable(kConfigVariable);
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/hopscope/config.ini"_s;
}

Result<QStringList> defaultArguments(const Command &command, const CommandParser &parser, const QStringList &arguments)
{
    using Arguments = Result<QStringList>;
    CommandParser given;
    describe(command, given);
    // What is wrong with them is said when they are read.
    given.parse(QStringList(QString(command.name)) + arguments);
    if (given.isSet(u"no-config"_s))
        return QStringList();
    const Result<QList<Default>> ofFile = defaultsOfFile(configFile());
    if (!ofFile)
        return Arguments::failure(ofFile.error);
    QStringList found;
    for (const Default &each : *ofFile + defaultsOfProcess()) {
        if (!each.section.isEmpty() && each.section != command.name)
            continue;
        const QCommandLineOption *option = optionNamed(parser, each.name);
        if (!option && each.section.isEmpty() && someCommandHas(each.name))
            continue;
        if (!option)
            return Arguments::failure(u"%1: there is no option --%2%3"_s.arg(
                each.place, each.name, each.section.isEmpty() ? QString() : u" of "_s + each.section));
        const bool isExcluded = std::ranges::any_of(kExclusions, [&](const Exclusion &exclusion) {
            return each.name == exclusion.without && optionNamed(parser, exclusion.given) &&
                   given.isSet(exclusion.given);
        });
        const Arguments more = isExcluded ? QStringList() : argumentsOf(each, *option);
        if (!more)
            return more;
        found += *more;
    }
    return found;
}

} // namespace hopscope::cli
