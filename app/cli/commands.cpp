// SPDX-License-Identifier: MIT
#include "app/cli/commands.h"

#include "app/cli/curlmanners.h"

#include <algorithm>

namespace hopscope::cli
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int kMaxInputs = 100'000; ///< files of one command

constexpr Command kCommands[] = {
    {"trace"_L1, "URL... [options]", "Follow the redirects of a URL and show every request.",
     "hopscope-cli trace -X POST -d 'item=tea' http://127.0.0.1:8080/307", kMaxInputs, describeTrace, runTrace,
     curlAdvice},
    {"audit"_L1, "FILE... [options] | --diff OLD NEW | --resume FILE --repair FORMAT",
     "Ask for the URLs of a list or redirect map and say what is not as asked.",
     "hopscope-cli audit redirects.csv --base https://staging.example --format junit -o audit.xml", kMaxInputs,
     describeAudit, runAudit},
    {"watch"_L1, "[options] -- COMMAND...", "Run a program and show every redirect that it follows.",
     "hopscope-cli watch -- curl -L -d item=tea http://127.0.0.1:8080/302", kMaxInputs, describeWatch, runWatch},
    {"decide"_L1, "--client ID --status N --method M --url URL [options]", "Show what a client does with one response.",
     "hopscope-cli decide --client browser --status 303 --method POST --url http://a.example/x --location /y", 0,
     describeDecide, runDecide},
    {"resolve"_L1, "--client ID --base URL LOCATION", "Print the URL that a client makes of a Location.",
     "hopscope-cli resolve --client browser --base http://a.example/b/c ../d", 1, describeResolve, runResolve},
    {"compare"_L1, "[options]", "Try every redirect type against the loopback server and compare.",
     "hopscope-cli compare --client curl -X PUT", 0, describeCompare, runCompare},
    {"clients"_L1, "[ID] [options] | --diff OLD NEW", "List the clients that can be imitated, or the rules of one.",
     "hopscope-cli clients --status 301 --method POST", 1, describeClients, runClients},
    {"serve"_L1, "[options]", "Run the loopback server until interrupted.", "hopscope-cli serve --port 8080", 0,
     describeServe, runServe},
    {"convert"_L1, "IN... [options]", "Read traces, HARs or curl output and write another format.",
     "hopscope-cli convert browser.har --redirects --list", kMaxInputs, describeConvert, runConvert},
    {"requests"_L1, "[FOLDER] [options]", "List the saved requests and environments of a folder.",
     "hopscope-cli requests ./api", 1, describeRequests, runRequests},
    {"import"_L1, "IN... -o FOLDER [options]", "Make saved requests of Bruno, Postman, .http files or curl.",
     "hopscope-cli import shop.postman_collection.json -o ./api", kMaxInputs, describeImport, runImport},
    {"redact"_L1, "FILE [options]", "Replace the secrets of a HAR or trace file, or check that there are none.",
     "hopscope-cli redact browser.har -o safe.har", 1, describeRedact, runRedact},
    {"session"_L1, "FILE [options]", "Show, import into or clear what a user who comes again brings along.",
     "hopscope-cli session shop.json --import cookies.txt", 1, describeSession, runSession},
    {"lessons"_L1, "", "List the lessons.", "hopscope-cli lessons", 0, describeLessons, runLessons},
    {"lesson"_L1, "ID [options]", "Ask what a client sends next and show it on the wire.",
     "hopscope-cli lesson 307-post --reveal", 1, describeLesson, runLesson},
    {"class"_L1, "--lesson ID --address A [options]",
     "Open a lesson to the devices of a class on the local network, until interrupted.",
     "hopscope-cli class --lesson 307-post --address 192.168.1.5", 0, describeClass, runClass},
    {"grade"_L1, "FILE... --key FILE [options]", "Check signed files of answers and count what is right.",
     "hopscope-cli grade *.answers --key class.key --format csv", kMaxInputs, describeGrade, runGrade},
    {"course"_L1, "[ID]", "Go through the lessons of a course, question by question, or list the courses.",
     "hopscope-cli course post", 1, describeCourse, runCourse},
    {"article"_L1, "[ID] [options]", "Judge the claims of an article one by one, or list the articles.",
     "hopscope-cli article 307", 1, describeArticle, runArticle},
    {"diff"_L1, "A B [options]", "Show what differs between two traces.", "hopscope-cli diff before.json after.json", 2,
     describeDiff, runDiff},
    {"verify"_L1, "FILE", "Compare the hashes in a trace file with the bytes in it.", "hopscope-cli verify trace.json",
     1, describeVerify, runVerify},
    {"paper"_L1, "[KIND] --lesson ID | --course ID [options]",
     "Write a worksheet, answer sheet or handout to print, or the trace of a lesson.",
     "hopscope-cli paper worksheet --course post -o post.pdf", 1, describePaper, runPaper},
    {"quiz"_L1, "[options]", "Ask ten questions about redirects, or print them.",
     "hopscope-cli quiz --seed 7 --format html -o quiz.html", 0, describeQuiz, runQuiz},
    {"completion"_L1, "SHELL", "Print what lets bash, zsh or fish complete a command line.",
     "hopscope-cli completion bash > ~/.local/share/bash-completion/completions/hopscope-cli", 1, describeCompletion,
     runCompletion},
    {"manual"_L1, "", "Print the manual page.", "hopscope-cli manual | man -l -", 0, describeManual, runManual},
};

constexpr ExitCode kExitCodes[] = {
    {kExitOk, "success"},
    {kExitRedirectFault, "a redirect that leads nowhere"},
    {kExitUsage, "wrong usage, or a file that cannot be read or written"},
    {kExitNetwork, "network error, TLS error or time limit"},
    {kExitExpectation,
     "an expectation was not met: of --expect and its like, of two traces or a hash and its bytes, or of an answer"},
};

constexpr ProcessVariable kProcessVariables[] = {
    {"HOPSCOPE_CLIENTS", "Folder of the user's own clients."},
    {"HOPSCOPE_LESSONS", "Folder of the user's own lessons and courses."},
    {"HOPSCOPE_REQUESTS", "Folder of the saved requests."},
    {"HOPSCOPE_VAR_NAME", "Value of the variable {{NAME}} of a saved request."},
    {"HOPSCOPE_OPTION_NAME",
     "Value of the option --NAME, with _ for each further dash; what the command line says counts more."},
    {"HOPSCOPE_CONFIG", "File of options that always count, instead of config.ini; empty for none."},
    {"NO_COLOR", "Set to anything: no colors, unless --color asks for them."},
    {"http_proxy, https_proxy, all_proxy, no_proxy", "Proxies, as curl reads them; --proxy counts more."},
};

} // namespace

std::span<const Command> commands()
{
    return kCommands;
}

const Command *findCommand(const QString &name)
{
    const auto found = std::ranges::find_if(kCommands, [&](const Command &command) { return name == command.name; });
    return found == std::end(kCommands) ? nullptr : found;
}

std::span<const ExitCode> exitCodes()
{
    return kExitCodes;
}

std::span<const ProcessVariable> processVariables()
{
    return kProcessVariables;
}

void describe(const Command &command, CommandParser &parser)
{
    parser.setApplicationDescription(QString::fromUtf8(command.summary));
    parser.addOption({{u"h"_s, u"help"_s}, u"Print this."_s});
    command.describe(parser);
    parser.addOption({u"no-config"_s, u"Leave out the file config.ini and the variables HOPSCOPE_OPTION_NAME."_s});
}

} // namespace hopscope::cli
