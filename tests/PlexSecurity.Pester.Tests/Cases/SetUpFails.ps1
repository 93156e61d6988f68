BeforeAll { throw 'the setup failed' }

Describe 'A file' {
    It 'never runs' { 1 | Should -Be 1 }
}
