/*
 * A Linux bzImage (Documentation/arch/x86/boot.rst): a boot sector, one sector of set-up, and behind them what is loaded to
 * 1 MiB; compile.sh puts the two parts together. QEMU's microvm firmware enters the set-up in real mode at 0x200, with its
 * segment in %ds; a loader by the 32-bit protocol enters what is at 1 MiB, with the same header's address in %esi.
 */
    .section .setup, ""
    .org 0x1f1
    .byte 1                     /* setup_sects: one beside the boot sector */
    .word 0
    .long syssize
    .word 0, 0xffff, 0
    .word 0xaa55
    .byte 0xeb, 0x66            /* to 0x268, over the header */
    .ascii "HdrS"
    .word 0x206                 /* the protocol that knows a long command line and nothing newer */
    .long 0
    .word 0, 0
    .byte 0
    .byte 1                     /* loadflags: LOADED_HIGH */
    .word 0
    .long 0x100000              /* code32_start */
    .long 0, 0                  /* the initial RAM disk: the loader writes it here */
    .long 0
    .word 0, 0
    .long 0                     /* cmd_line_ptr: so does it here */
    .long 0x37ffffff            /* initrd_addr_max */
    .long 0x1000
    .long 0
    .long 2047                  /* cmdline_size */

    .org 0x268
    .code16
    cli
    xorl %esi, %esi
    movw %ds, %si
    shll $4, %esi
    addl %esi, setup_gdt_base
    lgdtl setup_gdt_pointer
    movl %cr0, %eax
    orb $1, %al                 /* protection, without paging */
    movl %eax, %cr0
    ljmpl $0x10, $0x100000

setup_gdt_pointer:
    .word 31
setup_gdt_base:
    .long setup_gdt
    .align 8
setup_gdt:                      /* code is 0x10 and data 0x18, as the 32-bit protocol has them */
    .quad 0, 0, 0x00cf9b000000ffff, 0x00cf93000000ffff
    .org 1024

    .section .head, "ax"
    .code32
    .globl entry
entry:
    movl $0x18, %eax
    movl %eax, %ds
    movl %eax, %es
    movl %eax, %ss
    movl $3, %ebp               /* loader_linux */
    jmp start32

    .section .note.GNU-stack, "", @progbits
