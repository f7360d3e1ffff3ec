// SPDX-License-Identifier: MIT
// Prints how much processor time decide() takes over the whole matrix: every client, status and method, to the same and
// to another origin. usage: decidebench [ROUNDS]
#include "redirect/decide.h"
#include "redirect/firstrequest.h"

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

using namespace hopscope;

namespace
{

constexpr int kDefaultRounds = 20;

struct Question {
    const ClientProfile *profile;
    Chain chain;
};

std::vector<Question> matrix()
{
    std::vector<Question> questions;
    for (const ClientProfile &profile : clientProfiles()) {
        for (const char *method : {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "QUERY"}) {
            FirstRequest wish{.method = method, .url = "http://a.example/start?x=1#f"};
            wish.headers = {{{"Authorization", "Bearer t"}, {"Cookie", "a=1"}, {"X-Key", "1"}}};
            if (QByteArrayView(method).startsWith('P') || QByteArrayView(method) == "QUERY")
                wish.body = bodyOf("a=1&b=2");
            const Request first = firstRequest(profile, wish);
            for (int status = 300; status <= 308; ++status) {
                for (const char *location : {"/next?y=2", "https://b.example/next"}) {
                    Chain chain{.firstUrl = wish.url, .request = first};
                    chain.response = {.status = status, .headers = {{{"Content-Length", "0"}, {"Location", location}}}};
                    questions.push_back({&profile, chain});
                }
            }
        }
    }
    return questions;
}

} // namespace

int main(int argc, char **argv)
{
    const int rounds = argc > 1 ? std::atoi(argv[1]) : kDefaultRounds;
    const std::vector<Question> questions = matrix();
    qint64 followed = 0;
    qint64 rows = 0;
    const std::clock_t start = std::clock();
    for (int round = 0; round < rounds; ++round) {
        for (const Question &question : questions) {
            const Decision decision = decide(*question.profile, question.chain);
            followed += decision.next.has_value();
            rows += decision.redirect.ledger.size();
        }
    }
    const double microseconds = 1e6 * double(std::clock() - start) / CLOCKS_PER_SEC;
    const double count = double(questions.size()) * rounds;
    std::printf("%zu questions, %.0f%% followed, %.1f ledger rows each: %.2f us a decision\n", questions.size(),
                100.0 * double(followed) / count, double(rows) / count, microseconds / count);
    return 0;
}
