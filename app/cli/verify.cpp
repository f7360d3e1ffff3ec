// SPDX-License-Identifier: MIT
#include "app/cli/common.h"

#include "formats/write/tabletext.h"
#include "text/terminaltext.h"
#include "trace/verifytrace.h"

#include <algorithm>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

QString stateText(BlockState state)
{
    switch (state) {
    case BlockState::Matches:
        return u"matches"_s;
    case BlockState::Differs:
        return u"DIFFERS"_s;
    case BlockState::Unstated:
        return u"no hash in the file"_s;
    case BlockState::Incomplete:
        return u"not all of it is in the file"_s;
    case BlockState::Replaced:
        return u"secrets were replaced"_s;
    }
    return {};
}

QString placeText(const CheckedBlock &block)
{
    return u"request %1, %2"_s.arg(QString::number(block.hop + 1), block.name);
}

QByteArray report(const VerifiedTrace &trace)
{
    QStringList lines{u"Written by %1"_s.arg(terminalText(trace.tool)),
                      u"Clock: %1"_s.arg(trace.clock.isEmpty() ? u"not said"_s : terminalText(trace.clock)), QString()};
    QList<QStringList> rows{{u"#"_s, u"BLOCK"_s, u"BYTES"_s, u"RESULT"_s, u"SHA-256"_s}};
    for (const CheckedBlock &block : trace.blocks)
        rows.append({QString::number(block.hop + 1), block.name, QString::number(block.size), stateText(block.state),
                     QString::fromLatin1(block.found)});
    lines += alignedColumns(rows, {Qt::AlignRight, Qt::AlignLeft, Qt::AlignRight});
    lines.append(QString());
    for (const CheckedBlock &block : trace.blocks) {
        if (!block.original.isEmpty())
            lines.append(
                u"%1: secrets were replaced before it was written. The original had SHA-256 %2, which only the "
                "original can show."_s.arg(placeText(block), terminalText(block.original)));
        else if (block.state == BlockState::Replaced || block.state == BlockState::Incomplete)
            lines.append(u"%1: SHA-256 of the whole original is %2, which only the original can show."_s.arg(
                placeText(block), terminalText(block.stated)));
    }
    const auto count = [&](BlockState state) { return std::ranges::count(trace.blocks, state, &CheckedBlock::state); };
    lines.append(u"%1 of %2 blocks match, %3 differ."_s.arg(QString::number(count(BlockState::Matches)),
                                                            QString::number(trace.blocks.size()),
                                                            QString::number(count(BlockState::Differs))));
    return (lines.join(u'\n') + u'\n').toUtf8();
}

} // namespace

void describeVerify(CommandParser &parser)
{
    parser.addPositionalArgument(u"FILE"_s, u"Trace file; - is standard input."_s);
}

int runVerify(const QCommandLineParser &parser, const Clients &)
{
    if (parser.positionalArguments().isEmpty())
        return usageError(u"a trace file is needed; write: hopscope-cli verify FILE"_s);
    const QString path = parser.positionalArguments().constFirst();
    const Result<QByteArray> content = inputOf(path);
    if (!content)
        return usageError(content.error);
    const Result<VerifiedTrace> trace = verifyTrace(*content);
    if (!trace)
        return usageError(
            u"%1 is not a readable trace file (%2); verify reads files written by trace --format json"_s.arg(
                path, trace.error));
    const auto has = [&](BlockState state) {
        return std::ranges::any_of(trace->blocks, [&](const CheckedBlock &block) { return block.state == state; });
    };
    if (!has(BlockState::Matches) && !has(BlockState::Differs))
        return usageError(
            u"%1 has no block with a hash, so nothing can be verified; write it anew with convert"_s.arg(path));
    if (const int code = print(report(*trace)); code != kExitOk)
        return code;
    for (const CheckedBlock &block : trace->blocks) {
        if (block.state == BlockState::Differs)
            printError(u"%1: the bytes do not have the SHA-256 that the file states, %2"_s.arg(
                placeText(block), QString::fromLatin1(block.stated)));
    }
    return has(BlockState::Differs) ? kExitExpectation : kExitOk;
}

} // namespace hopscope::cli
