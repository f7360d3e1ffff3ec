// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/common.h"

#include <span>

namespace hopscope::cli
{

/// One command of hopscope-cli.
struct Command {
    QLatin1StringView name;
    const char *usage; ///< what stands behind the name
    const char *summary;
    const char *example;
    int maxArguments; ///< arguments that are no options
    void (*describe)(CommandParser &parser);
    int (*run)(const QCommandLineParser &parser, const Clients &clients);
    /// A sentence for an option that the command does not have; nullptr, and an empty one: there is nothing to say.
    QString (*advice)(const QString &option) = nullptr;
};

/// What the program ends with, and when.
struct ExitCode {
    int code;
    const char *meaning; ///< the end of "N: ..."
};

/// A variable of the process that counts.
struct ProcessVariable {
    const char *name;
    const char *meaning; ///< one sentence
};

/// In the order of the help, as the tables below.
std::span<const Command> commands();
/// nullptr if there is none.
const Command *findCommand(const QString &name);
std::span<const ExitCode> exitCodes();
std::span<const ProcessVariable> processVariables();

/// Gives `parser` all that the command takes.
void describe(const Command &command, CommandParser &parser);

} // namespace hopscope::cli
