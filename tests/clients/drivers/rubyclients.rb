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
  options = { headers: wish['headers'].to_h, verify: false, timeout: TIMEOUT }
  options[:body] = wish['body'] if wish['body']
  options[:basic_auth] = { username: wish['user'][0], password: wish['user'][1] } if wish['user']
  HTTParty.public_send(wish['method'].downcase, wish['url'], options).code
end

def send_restclient(wish)
  require 'rest-client'
  options = { method: wish['method'].downcase.to_sym, url: wish['url'], headers: wish['headers'].to_h, verify_ssl: false,
              timeout: TIMEOUT, proxy: nil }
  options[:payload] = wish['body'] if wish['body']
  options[:user], options[:password] = wish['user'] if wish['user']
  RestClient::Request.execute(options).code
end

def send_typhoeus(wish)
  require 'typhoeus'
  options = { method: wish['method'].downcase.to_sym, headers: wish['headers'].to_h, followlocation: true, ssl_verifypeer: false,
              ssl_verifyhost: 0, timeout: TIMEOUT }
  options[:body] = wish['body'] if wish['body']
  options[:userpwd] = wish['user'].join(':') if wish['user']
  Typhoeus::Request.new(wish['url'], options).run.code
end

# Gives the bytes once.
def once(body)
  parts = [body]
  Enumerator.new do |out|
    while (part = parts.shift)
      out << part
    end
  end
end

def send_http(wish)
  require 'http'
  context = OpenSSL::SSL::SSLContext.new
  context.verify_mode = OpenSSL::SSL::VERIFY_NONE
  client = HTTP.timeout(TIMEOUT).follow
  client = client.basic_auth(user: wish['user'][0], pass: wish['user'][1]) if wish['user']
  options = { headers: wish['headers'].to_h, ssl_context: context }
  options[:body] = wish['stream'] ? once(wish['body']) : wish['body'] if wish['body']
  client = client.headers('Transfer-Encoding' => 'chunked') if wish['stream']
  client.request(wish['method'].downcase.to_sym, wish['url'], options).flush.status.code
end

def send_excon(wish)
  require 'excon'
  options = { ssl_verify_peer: false, ssl_verify_peer_host: false, read_timeout: TIMEOUT, proxy: nil,
              middlewares: Excon.defaults[:middlewares] + [Excon::Middleware::RedirectFollower] }
  options[:user], options[:password] = wish['user'] if wish['user']
  request = { method: wish['method'] }
  request[:headers] = wish['headers'].to_h unless wish['headers'].empty?
  request[:body] = wish['body'] if wish['body'] && !wish['stream']
  parts = [wish['body']]
  request[:request_block] = -> { parts.shift.to_s } if wish['stream']
  Excon.new(wish['url'], options).request(request).status
end

def version(client)
  case client
  when 'openuri' then RUBY_VERSION
  when 'faraday'
    require 'faraday'
    require 'faraday_middleware'
    require 'faraday_middleware/version'
    "#{Faraday::VERSION} with faraday_middleware #{FaradayMiddleware::VERSION}"
  when 'restclient'
    require 'rest-client'
    RestClient::VERSION
  when 'typhoeus'
    require 'typhoeus'
    "#{Typhoeus::VERSION} with curl #{Ethon::Curl.version[/libcurl.(\S+)/, 1]}"
  when 'http'
    require 'http'
    HTTP::VERSION
  when 'excon'
    require 'excon'
    Excon::VERSION
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
