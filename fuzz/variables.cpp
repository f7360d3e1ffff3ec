// SPDX-License-Identifier: MIT
#include "fuzz.h"

#include "formats/collection/environment.h"

namespace hopscope::fuzz
{

void run(QByteArrayView input)
{
    const auto [line, rest] = splitLine(input);
    Variables variables;
    for (const QString &name : variableNames(rest))
        variables.set({name, QString::fromUtf8(line)});
    const QByteArray text = rest.toByteArray();
    const Result<QByteArray> done = substituted(text, variables, QStringLiteral("the text"));
    requireEither(done);
    require(!done || text != *done || nextVariable(text, 0).length == 0 || line.size() > 0, "a variable was replaced");
    const Result<QList<Variable>> environment = readEnvironment(text);
    requireEither(environment);
    if (environment)
        require(readEnvironment(writeEnvironment(*environment)).value.has_value(), "what was written reads back");
}

} // namespace hopscope::fuzz
