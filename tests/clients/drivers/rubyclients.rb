# SPDX-License-Identifier: MIT
# Ruby's clients, one request a line of standard input; see README.md of this folder. usage: rubyclients.rb CLIENT
require 'json'

TIMEOUT = 10

def send_openuri(wish)
  require 'open-uri'
  require 'openssl'
  raise ArgumentError, 'open-uri only knows GET' unless wish['method'] == 'GET' && wish['body'].nil?

  options = wish['headers'].to_h
  options[:http_basic_authentication] = wish['user'] if wish['user']
  options.merge!(ssl_verify_mode: OpenSSL::SSL::VERIFY_NONE, read_timeout: TIMEOUT, proxy: false)
  URI.open(wish['url'], options).status.first
end

def send_faraday(wish)
  require 'faraday'
  require 'faraday_middleware'
  client = Faraday.new(ssl: { verify: false }, request: { timeout: TIMEOUT }, proxy: nil) do |stack|
    stack.use FaradayMiddleware::FollowRedirects
    stack.basic_auth(*wish['user']) if wish['user']
    stack.adapter :net_http
  end
  client.run_request(wish['method'].downcase.to_sym, wish['url'], wish['body'], wish['headers'].to_h).status
end

def send_httparty(wish)
  require 'httparty'
  kind = Net::HTTP.const_get(wish['method'].capitalize)
  options = { headers: wish['headers'].to_h, verify: false, timeout: TIMEOUT }
  options[:body] = wish['body'] if wish['body']
  options[:basic_auth] = { username: wish['user'][0], password: wish['user'][1] } if wish['user']
  HTTParty::Request.new(kind, wish['url'], options.merge(follow_redirects: true)).perform.code
end

def version(client)
  case client
  when 'openuri' then RUBY_VERSION
  when 'faraday'
    require 'faraday'
    require 'faraday_middleware'
    require 'faraday_middleware/version'
    "#{Faraday::VERSION} with faraday_middleware #{FaradayMiddleware::VERSION}"
  else
    require 'httparty'
    HTTParty::VERSION
  end
end

client, wanted = ARGV
if wanted == '--version'
  puts version(client)
  exit
end
$stdout.sync = true
$stdin.each_line do |line|
  puts send("send_#{client}", JSON.parse(line)).to_s
rescue StandardError, NotImplementedError => e
  puts "#{e.class} #{e.message}".gsub(/\s+/, ' ')[0, 200]
end
